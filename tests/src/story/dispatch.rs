//! In the office: a supervisor logs in at the console and dispatches the job.

use super::headquarters::{ENGINEER, LOGIN};
use super::stage::Stage;
use crate::browser::Browser;
use anyhow::{Context, Result};
use lineproof_testkit::order::{CUSTOMER, ORDER_NO};
use serde_json::json;

/// The form as it is typed, by field.
const FORM: &[(&str, &str)] = &[
    ("job-order-no", ORDER_NO),
    ("job-rate-mbps", "200"),
    ("job-circuit-no", "昆明IP专线0001"),
    ("job-circuit-name", "昆明样例科技-互联网专线"),
    ("job-customer-name", CUSTOMER),
    ("job-customer-address", "昆明市样例路 1 号"),
    ("job-customer-contact-name", "张伟"),
    ("job-customer-contact-title", "网络主管"),
    ("job-customer-contact-phone", "000 0000 0001"),
    ("job-manager-name", "李敏"),
    ("job-manager-title", "客户经理"),
    ("job-manager-phone", "000 0000 0003"),
    ("job-a-site-name", "样例局机房"),
    ("job-a-site-address", "昆明市样例街 2 号"),
    ("job-z-site-name", "样例科技 3 楼机房"),
    ("job-z-site-address", "昆明市样例路 1 号 3 楼"),
    ("job-distance-km", "12.5"),
];

/// Opens the console and logs in.
pub async fn log_in(stage: &Stage) -> Result<Browser> {
    let browser = Browser::open(&stage.folder("browser"), "zh-CN").await?;
    browser.resize(1600, 1000).await?;
    browser.go_to(&stage.headquarters.console).await?;
    browser.by_testid("login-name").await?;
    stage.shoot(&browser, "console-login-zh").await?;
    browser.type_into("login-name", LOGIN).await?;
    browser
        .type_into("login-password", &stage.headquarters.password)
        .await?;
    browser.click("login-submit").await?;
    browser.by_testid("new-job").await?;
    stage.shoot(&browser, "console-list-empty-zh").await?;
    Ok(browser)
}

/// Fills the form, dispatches the job and stays on its record; gives the job's id.
pub async fn dispatch(stage: &Stage, browser: &Browser) -> Result<String> {
    browser.click("new-job").await?;
    browser.choose("job-level", "gold").await?;
    for (field, text) in FORM {
        browser.type_into(field, text).await?;
    }
    promise_the_day_after_tomorrow(browser).await?;
    browser.by_testid("due-date").await?;
    let engineer = format!("assignee-{ENGINEER}");
    let choose = "document.querySelector(`[data-testid=\"${arguments[0]}\"]`).click();";
    browser.run_script(choose, vec![json!(engineer)]).await?;
    stage.shoot(browser, "console-new-job-zh").await?;
    browser.click("job-submit").await?;
    browser.by_testid("record-timeline").await?;
    super::return_to_coverage::watch(browser).await?;
    let place = browser
        .run_script("return location.pathname;", vec![])
        .await?;
    let job = place
        .as_str()
        .and_then(|place| place.strip_prefix("/jobs/"));
    Ok(job.context("the console shows no job")?.to_owned())
}

/// A promised date beside the computed one, and an appointment on that day.
async fn promise_the_day_after_tomorrow(browser: &Browser) -> Result<()> {
    let day = chrono::Local::now().date_naive() + chrono::Days::new(2);
    let day = day.format("%Y-%m-%d").to_string();
    let fields = [
        ("job-appointment-date", day.as_str()),
        ("job-appointment-from", "09:00"),
        ("job-appointment-until", "11:00"),
        ("job-promised-on", day.as_str()),
    ];
    for (field, text) in fields {
        browser.type_into(field, text).await?;
    }
    Ok(())
}
