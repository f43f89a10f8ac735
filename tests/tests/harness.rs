//! The tests' own tools, tested: a driver, a browser, a window, a way that can be taken away.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

use lineproof_tests::browser::{self, Browser};
use lineproof_tests::missing;
use lineproof_tests::net::Proxy;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

const PAGE: &str = "<!doctype html><meta charset=utf-8><title>t</title>\
    <p data-testid=greeting>线路已通</p><button data-testid=late disabled onclick=\"\
    greeting.textContent='clicked'\">b</button><input data-testid=field>\
    <input type=file multiple data-testid=files style=display:none>\
    <canvas data-testid=pad width=300 height=100></canvas><script>\
    var greeting = document.querySelector('[data-testid=greeting]');\
    var pad = document.querySelector('canvas'), points = 0;\
    pad.onpointermove = e => { if (e.buttons) points++; };\
    setTimeout(() => document.querySelector('button').disabled = false, 300);</script>";

/// A server that answers every request with [`PAGE`].
async fn page_server() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let Ok(_part) = stream.read(&mut request).await else {
                    return;
                };
                let length = PAGE.len();
                let answer = format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\
                     Connection: close\r\n\r\n{PAGE}"
                );
                stream.write_all(answer.as_bytes()).await.ok();
            });
        }
    });
    address
}

/// A server that sends back what it gets.
async fn echo_server() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let (mut reads, mut writes) = stream.into_split();
                tokio::io::copy(&mut reads, &mut writes).await.ok();
            });
        }
    });
    address
}

async fn echoed(stream: &mut TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    stream.write_all(bytes).await?;
    let mut back = vec![0; bytes.len()];
    stream.read_exact(&mut back).await?;
    assert_eq!(back, bytes);
    Ok(())
}

#[tokio::test]
async fn a_person_can_read_click_type_draw_and_give_files_in_the_browser() {
    if missing(
        "a_person_can_read_click_type_draw_and_give_files_in_the_browser",
        browser::NEEDS,
    ) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let address = page_server().await;
    let browser = Browser::open(&home.path().join("browser"), "zh-CN")
        .await
        .unwrap();
    browser.go_to(&format!("http://{address}/")).await.unwrap();

    assert_eq!(browser.text_of("greeting").await.unwrap(), "线路已通");
    browser.click("late").await.unwrap();
    browser.wait_for_text("greeting", "clicked").await.unwrap();
    browser.type_into("field", "北京").await.unwrap();
    let typed = "return document.querySelector('[data-testid=field]').value";
    assert_eq!(browser.run_script(typed, vec![]).await.unwrap(), "北京");

    let files = [home.path().join("a.sor"), home.path().join("b.sor")];
    for file in &files {
        std::fs::write(file, b"x").unwrap();
    }
    browser
        .send_files("files", &[&files[0], &files[1]])
        .await
        .unwrap();
    let given = "return document.querySelector('[data-testid=files]').files.length";
    assert_eq!(browser.run_script(given, vec![]).await.unwrap(), 2);

    browser
        .draw(
            "pad",
            &[
                &[(0.1, 0.5), (0.5, 0.2), (0.9, 0.5)],
                &[(0.2, 0.8), (0.8, 0.8)],
            ],
        )
        .await
        .unwrap();
    let points = browser.run_script("return points", vec![]).await.unwrap();
    assert!(
        points.as_u64().unwrap() >= 3,
        "the canvas saw {points} moves"
    );

    let picture = home.path().join("page.png");
    browser.screenshot(&picture).await.unwrap();
    assert!(std::fs::read(&picture).unwrap().starts_with(b"\x89PNG"));
    browser.close().await.unwrap();
}

#[tokio::test]
async fn what_does_not_show_is_told_with_what_shows_instead() {
    if missing(
        "what_does_not_show_is_told_with_what_shows_instead",
        browser::NEEDS,
    ) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let browser = Browser::open(home.path(), "en").await.unwrap();
    browser
        .go_to(&format!("http://{}/", page_server().await))
        .await
        .unwrap();
    let error = browser.by_testid("nowhere").await.unwrap_err().to_string();
    assert!(
        error.contains("nowhere does not show") && error.contains("线路已通"),
        "{error}"
    );
}

#[tokio::test]
async fn a_cut_way_breaks_connections_and_a_restored_one_takes_new_ones() {
    let proxy = Proxy::start(echo_server().await).await.unwrap();
    let mut stream = TcpStream::connect(proxy.address()).await.unwrap();
    echoed(&mut stream, b"before").await.unwrap();
    assert_eq!((proxy.bytes_up(), proxy.bytes_down()), (6, 6));

    proxy.cut();
    assert!(
        timeout(Duration::from_secs(5), echoed(&mut stream, b"cut"))
            .await
            .unwrap()
            .is_err()
    );
    let mut other = TcpStream::connect(proxy.address()).await.unwrap();
    assert!(
        timeout(Duration::from_secs(5), echoed(&mut other, b"cut"))
            .await
            .unwrap()
            .is_err()
    );

    proxy.restore();
    let mut again = TcpStream::connect(proxy.address()).await.unwrap();
    echoed(&mut again, b"after").await.unwrap();
    assert_eq!(proxy.connections(), 3);
}

#[tokio::test]
async fn a_stalled_way_keeps_connections_and_loses_nothing() {
    let proxy = Proxy::start(echo_server().await).await.unwrap();
    let mut stream = TcpStream::connect(proxy.address()).await.unwrap();
    echoed(&mut stream, b"x").await.unwrap();
    proxy.stall();
    stream.write_all(b"held").await.unwrap();
    let mut back = [0; 4];
    let early = timeout(Duration::from_millis(300), stream.read_exact(&mut back)).await;
    assert!(early.is_err(), "bytes came through a stalled way");
    proxy.restore();
    timeout(Duration::from_secs(5), stream.read_exact(&mut back))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(&back, b"held");
}

#[tokio::test]
async fn a_way_is_cut_after_exactly_so_many_bytes() {
    let proxy = Proxy::start(echo_server().await).await.unwrap();
    proxy.cut_after_bytes_up(1000);
    let mut stream = TcpStream::connect(proxy.address()).await.unwrap();
    let sent = timeout(Duration::from_secs(5), echoed(&mut stream, &[7; 5000]))
        .await
        .unwrap();
    assert!(sent.is_err());
    assert_eq!(proxy.bytes_up(), 1000);
}

#[tokio::test]
async fn a_limited_way_is_slow() {
    let proxy = Proxy::start(echo_server().await).await.unwrap();
    proxy.limit(20_000);
    let mut stream = TcpStream::connect(proxy.address()).await.unwrap();
    let started = std::time::Instant::now();
    echoed(&mut stream, &[7; 10_000]).await.unwrap();
    assert!(
        started.elapsed() >= Duration::from_millis(500),
        "took {:?}",
        started.elapsed()
    );
}
