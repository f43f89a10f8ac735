//! A way to headquarters that can be cut, stalled, slowed and limited.

use anyhow::{Context, Result};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

const PIECE_BYTES: usize = 16 * 1024;
/// No limit, for [`Proxy::cut_after_bytes_up`].
const ENDLESS: u64 = u64::MAX;

/// What the way does with bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// They pass.
    Open,
    /// They stop where they are; connections stay.
    Stalled,
    /// Connections break and new ones break at once.
    Cut,
    /// Somebody else answers every request.
    Stranger(Stranger),
}

/// Who answers in place of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stranger {
    /// The login page of a guest network: status 200, HTML.
    LoginPage,
    /// A gateway whose server is gone: status 520.
    BrokenGateway,
    /// A gateway that answers 401 with HTML.
    Doorkeeper,
}

impl Stranger {
    fn answer(self) -> String {
        let (status, page) = match self {
            Stranger::LoginPage => ("200 OK", "<html><title>Guest Wi-Fi</title>Log in</html>"),
            Stranger::BrokenGateway => ("520 Unknown Error", "<html>Web server is down</html>"),
            Stranger::Doorkeeper => ("401 Unauthorized", "<html>Who are you?</html>"),
        };
        let length = page.len();
        format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{page}"
        )
    }
}

/// The state of the way.
#[derive(Debug, Clone, Copy)]
struct Weather {
    flow: Flow,
    /// Waited before every piece, each way.
    delay: Duration,
    /// Highest speed of each connection, each way.
    bytes_per_second: Option<u32>,
}

/// Counters that tests read.
#[derive(Debug, Default)]
struct Passed {
    connections: AtomicU64,
    bytes_up: AtomicU64,
    bytes_down: AtomicU64,
    /// What may still go up before the way is cut.
    left_up: AtomicU64,
}

/// A relay on loopback in front of a server. Gone, with its connections, when dropped.
pub struct Proxy {
    address: SocketAddr,
    weather: watch::Sender<Weather>,
    passed: Arc<Passed>,
    listening: JoinHandle<()>,
}

impl Proxy {
    /// Listens on a free port and passes everything to `target`.
    pub async fn start(target: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .context("no free port")?;
        let address = listener.local_addr()?;
        let (weather, _) = watch::channel(Weather {
            flow: Flow::Open,
            delay: Duration::ZERO,
            bytes_per_second: None,
        });
        let passed = Arc::new(Passed::default());
        passed.left_up.store(ENDLESS, Ordering::SeqCst);
        let listening = tokio::spawn(listen(
            listener,
            target,
            weather.clone(),
            Arc::clone(&passed),
        ));
        Ok(Self {
            address,
            weather,
            passed,
            listening,
        })
    }

    /// Where clients connect.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The server cannot be reached: connections break, new ones break at once.
    pub fn cut(&self) {
        self.weather.send_modify(|weather| weather.flow = Flow::Cut);
    }

    /// Nothing passes any more, but connections stay open: the worst kind of network.
    pub fn stall(&self) {
        self.weather
            .send_modify(|weather| weather.flow = Flow::Stalled);
    }

    /// A stranger answers every request in place of the server.
    pub fn answer_as(&self, stranger: Stranger) {
        self.weather
            .send_modify(|weather| weather.flow = Flow::Stranger(stranger));
    }

    /// Everything passes at full speed again.
    pub fn restore(&self) {
        self.passed.left_up.store(ENDLESS, Ordering::SeqCst);
        self.weather.send_modify(|weather| {
            *weather = Weather {
                flow: Flow::Open,
                delay: Duration::ZERO,
                bytes_per_second: None,
            };
        });
    }

    /// Every piece waits so long, each way.
    pub fn slow(&self, delay: Duration) {
        self.weather.send_modify(|weather| weather.delay = delay);
    }

    /// No connection is faster than this, each way.
    pub fn limit(&self, bytes_per_second: u32) {
        self.weather
            .send_modify(|weather| weather.bytes_per_second = Some(bytes_per_second.max(1)));
    }

    /// Lets exactly so many more bytes up to the server, then cuts.
    pub fn cut_after_bytes_up(&self, bytes: u64) {
        self.passed.left_up.store(bytes, Ordering::SeqCst);
    }

    /// Connections that clients have made so far, also those that broke at once.
    #[must_use]
    pub fn connections(&self) -> u64 {
        self.passed.connections.load(Ordering::SeqCst)
    }

    /// Bytes that went up to the server so far.
    #[must_use]
    pub fn bytes_up(&self) -> u64 {
        self.passed.bytes_up.load(Ordering::SeqCst)
    }

    /// Bytes that came down from the server so far.
    #[must_use]
    pub fn bytes_down(&self) -> u64 {
        self.passed.bytes_down.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.cut();
        self.listening.abort();
    }
}

async fn listen(
    listener: TcpListener,
    target: SocketAddr,
    weather: watch::Sender<Weather>,
    passed: Arc<Passed>,
) {
    while let Ok((client, _)) = listener.accept().await {
        passed.connections.fetch_add(1, Ordering::SeqCst);
        let flow = weather.borrow().flow;
        match flow {
            Flow::Cut => continue,
            Flow::Stranger(stranger) => {
                tokio::spawn(answer(client, stranger));
                continue;
            }
            Flow::Open | Flow::Stalled => {}
        }
        tokio::spawn(relay(client, target, weather.clone(), Arc::clone(&passed)));
    }
}

/// Answers the first request of a connection; what else comes is read, so that nobody is cut off in the middle of a word.
async fn answer(mut client: TcpStream, stranger: Stranger) {
    let mut piece = vec![0; PIECE_BYTES];
    if client.read(&mut piece).await.is_ok() {
        client.write_all(stranger.answer().as_bytes()).await.ok();
        client.shutdown().await.ok();
        while matches!(client.read(&mut piece).await, Ok(1..)) {}
    }
}

/// Passes bytes both ways until the way is cut or one side has ended both directions.
async fn relay(
    client: TcpStream,
    target: SocketAddr,
    weather: watch::Sender<Weather>,
    passed: Arc<Passed>,
) {
    let Ok(server) = TcpStream::connect(target).await else {
        return;
    };
    let (client_reads, client_writes) = client.into_split();
    let (server_reads, server_writes) = server.into_split();
    let up = Pump {
        weather: weather.clone(),
        passed: Arc::clone(&passed),
        is_up: true,
    };
    let down = Pump {
        weather,
        passed,
        is_up: false,
    };
    tokio::join!(
        up.run(client_reads, server_writes),
        down.run(server_reads, client_writes)
    );
}

/// One direction of one connection.
struct Pump {
    weather: watch::Sender<Weather>,
    passed: Arc<Passed>,
    is_up: bool,
}

impl Pump {
    async fn run(&self, mut from: impl AsyncReadExt + Unpin, mut to: impl AsyncWriteExt + Unpin) {
        let mut changes = self.weather.subscribe();
        let mut piece = vec![0; PIECE_BYTES];
        loop {
            let read = tokio::select! {
                read = from.read(&mut piece) => read,
                () = until_cut(&mut changes) => return,
            };
            let read = match read {
                Ok(0) => {
                    to.shutdown().await.ok();
                    return;
                }
                Ok(read) => read,
                Err(_) => return,
            };
            if !self.may_pass(&mut changes, read).await {
                return;
            }
            let allowed = self.take_allowance(read);
            if to.write_all(&piece[..allowed]).await.is_err() {
                return;
            }
            self.count(allowed);
            if allowed < read {
                to.flush().await.ok();
                self.weather.send_modify(|weather| weather.flow = Flow::Cut);
                return;
            }
        }
    }

    /// Waits as long as the weather demands; false when the way is cut meanwhile.
    async fn may_pass(&self, changes: &mut watch::Receiver<Weather>, bytes: usize) -> bool {
        let weather = *changes.borrow_and_update();
        let at_speed = weather.bytes_per_second.map_or(Duration::ZERO, |speed| {
            let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
            Duration::from_secs_f64(f64::from(bytes) / f64::from(speed))
        });
        let wait = weather.delay + at_speed;
        if !wait.is_zero() {
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = until_cut(changes) => return false,
            }
        }
        let flows = changes
            .wait_for(|weather| weather.flow != Flow::Stalled)
            .await;
        flows.is_ok_and(|weather| weather.flow == Flow::Open)
    }

    /// How many of `read` bytes may still go up before the cut that a test has asked for.
    fn take_allowance(&self, read: usize) -> usize {
        if !self.is_up {
            return read;
        }
        let mut allowed = read;
        self.passed
            .left_up
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                if left == ENDLESS {
                    return None;
                }
                allowed = read.min(usize::try_from(left).unwrap_or(usize::MAX));
                Some(left - allowed as u64)
            })
            .ok();
        allowed
    }

    fn count(&self, bytes: usize) {
        let counter = if self.is_up {
            &self.passed.bytes_up
        } else {
            &self.passed.bytes_down
        };
        counter.fetch_add(bytes as u64, Ordering::SeqCst);
    }
}

async fn until_cut(changes: &mut watch::Receiver<Weather>) {
    // An error means that the relay itself is gone, which is a cut too.
    changes
        .wait_for(|weather| matches!(weather.flow, Flow::Cut | Flow::Stranger(_)))
        .await
        .ok();
}
