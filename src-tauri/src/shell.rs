use lineproof_app::App;
use lineproof_app::dto::{AppError, ErrorCode};

/// What every command gets: the application, and a way to leave the window's thread.
#[derive(Clone)]
pub struct Shell {
    app: App,
}

impl Shell {
    /// Around an application.
    pub fn new(app: App) -> Shell {
        Shell { app }
    }

    /// The application, for what does not block.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Does blocking work off the window's thread.
    pub async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&App) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        let app = self.app.clone();
        match tauri::async_runtime::spawn_blocking(move || work(&app)).await {
            Ok(result) => result,
            Err(error) => {
                tracing::error!(%error, "a command failed");
                Err(ErrorCode::Internal.into())
            }
        }
    }
}
