//! What differs between operating systems.

use notify_rust::Notification;

/// Windows shows notifications of installed programs only, under their identifier.
#[cfg(windows)]
pub fn sign_notification(notification: &mut Notification, identifier: &str) {
    notification.app_id(identifier);
}

/// Elsewhere the name of the program is enough.
#[cfg(not(windows))]
pub fn sign_notification(_notification: &mut Notification, _identifier: &str) {}
