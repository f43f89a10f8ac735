//! Working-day calendars come to headquarters as files and go to every device; the one published last counts.

use chrono::{DateTime, Datelike as _, Days, FixedOffset, NaiveDate};
use lineproof_domain::calendar::{CHINA, Calendar, DEFAULT_CUT_OFF};
use lineproof_domain::catalogue::shipped;
use lineproof_protocol::feed::FeedItem;
use serde_json::{Value, json};

use crate::support::{Browser, Device, Office};

#[tokio::test]
async fn an_imported_calendar_reaches_every_device() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let text = r#"{ "year": 2027, "days": [
        { "name": "元旦", "date": "2027-01-01", "isOffDay": true },
        { "name": "元旦", "date": "2027-01-02", "isOffDay": true },
        { "name": "元旦", "date": "2027-01-03", "isOffDay": true }
    ] }"#;
    let version = office.hq().publish_calendar_text(text, None).unwrap();
    let is_it = |item: &FeedItem| matches!(item, FeedItem::Calendar { version: sent, .. } if *sent == version);
    assert!(alice.feed().await.iter().any(is_it));
    assert!(office.hq().publish_calendar_text("{}", None).is_err());
}

/// A Monday morning.
fn received() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-02T10:00:00+08:00").unwrap()
}

/// A file in the holiday-cn shape in which everybody rests for so many days from the day after the order.
fn resting(days: u64) -> String {
    let first = received().date_naive() + Days::new(1);
    let entry = |day| json!({ "name": "休", "date": first + Days::new(day), "isOffDay": true });
    json!({ "year": first.year(), "days": (0..days).map(entry).collect::<Vec<_>>() }).to_string()
}

async fn due_at_headquarters(browser: &Browser, received: DateTime<FixedOffset>) -> NaiveDate {
    let question = json!({ "kind": "install", "service": "internet", "profiles": ["cm-transmission"],
        "level": "gold", "distanceKm": "1", "orderReceivedAt": received.to_rfc3339() });
    let answer = browser.post("/api/due-date", &question).await;
    let answer: Value = answer.json().await.unwrap();
    let due: DateTime<FixedOffset> = answer["due"]["dueAt"].as_str().unwrap().parse().unwrap();
    due.with_timezone(&CHINA).date_naive() - Days::new(1)
}

/// As a device lays calendars over the one of its program.
async fn due_on_the_device(device: &Device, received: DateTime<FixedOffset>) -> NaiveDate {
    let mut calendar = Calendar::import(shipped::CALENDAR, NaiveDate::default()).unwrap();
    for item in device.feed().await {
        if let FeedItem::Calendar { version, text } = item {
            calendar.merge(Calendar::import_published(&version, &text).unwrap());
        }
    }
    calendar.due_after(received, 2, DEFAULT_CUT_OFF).day
}

#[tokio::test]
async fn the_second_import_of_a_year_moves_the_due_date_at_headquarters_and_on_a_device() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let received = received();
    let mut found = Vec::new();
    for days in [6, 13] {
        office
            .hq()
            .publish_calendar_text(&resting(days), None)
            .unwrap();
        let due = due_at_headquarters(&browser, received).await;
        assert_eq!(due_on_the_device(&alice, received).await, due);
        found.push(due);
    }
    let again = office
        .hq()
        .publish_calendar_text(&resting(13), None)
        .unwrap();
    assert!(again.ends_with(".2"), "nothing is published twice: {again}");
    assert!(found[1] > found[0] + Days::new(5), "{found:?}");
}

#[tokio::test]
async fn a_supervisor_looks_at_a_calendar_file_before_it_reaches_every_device() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let browser = Browser::logged_in(&office).await;
    let text = resting(9);
    let calendars = || async {
        let is_calendar = |item: &FeedItem| matches!(item, FeedItem::Calendar { .. });
        alice
            .feed()
            .await
            .iter()
            .filter(|one| is_calendar(one))
            .count()
    };
    let before = calendars().await;

    let asked = json!({ "text": text, "publish": false });
    let looked: Value = browser
        .post("/api/calendar", &asked)
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(looked["refused"], Value::Null);
    assert_eq!(looked["changes"], true);
    assert_eq!(looked["years"][0]["year"], 2026);
    assert_eq!(calendars().await, before, "looking changes nothing");

    let asked = json!({ "text": text, "publish": true });
    let imported: Value = browser
        .post("/api/calendar", &asked)
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(imported["version"], looked["version"]);
    assert_eq!(calendars().await, before + 1);
    let in_force = browser.get("/api/calendar").await;
    let year = in_force["years"].as_array().unwrap();
    let year = year.iter().find(|year| year["year"] == 2026).unwrap();
    assert_eq!(year["restDays"], 9);
    let again: Value = browser
        .post("/api/calendar", &asked)
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(again["changes"], false, "the same file changes nothing");
    let db = rusqlite::Connection::open(office.data.path().join("hq/headquarters.db")).unwrap();
    let noted = "SELECT person || ' ' || subject FROM audit WHERE act = 'calendar.published'";
    let noted: String = db.query_row(noted, [], |row| row.get(0)).unwrap();
    let version = looked["version"].as_str().unwrap();
    assert_eq!(noted, format!("{} {version}", office.supervisor()));
}

#[tokio::test]
async fn a_calendar_file_that_cannot_be_used_says_why_in_both_languages() {
    let office = Office::open().await;
    let browser = Browser::logged_in(&office).await;
    for (text, zh, en) in [
        ("{}", "year 和 days", "year and days"),
        ("{ \"year\": 2027,", "第 1 行", "line 1"),
        (r#"{ "year": 2028, "days": [] }"#, "2028 年", "2028"),
    ] {
        let asked = json!({ "text": text, "publish": true });
        let answer: Value = browser
            .post("/api/calendar", &asked)
            .await
            .json()
            .await
            .unwrap();
        let refused = &answer["refused"];
        assert!(refused["zh"].as_str().unwrap().contains(zh), "{refused}");
        assert!(refused["en"].as_str().unwrap().contains(en), "{refused}");
        assert_eq!(answer["changes"], false);
    }
}
