use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};

use super::{Office, PASSWORD};

/// The console as a browser speaks.
pub struct Browser {
    base: String,
    client: Client,
    pub cookie: String,
}

impl Browser {
    pub fn new(office: &Office) -> Browser {
        Browser {
            base: office.url(""),
            client: super::client(),
            cookie: String::new(),
        }
    }

    /// A logged-in supervisor.
    pub async fn logged_in(office: &Office) -> Browser {
        let mut browser = Browser::new(office);
        let response = browser.login("shen", PASSWORD).await;
        assert_eq!(response.status(), 200);
        let cookie = response.headers()["set-cookie"]
            .to_str()
            .unwrap()
            .to_owned();
        browser.cookie = cookie.split(';').next().unwrap().to_owned();
        browser
    }

    pub async fn login(&self, name: &str, password: &str) -> Response {
        let login = json!({ "name": name, "password": password });
        self.post("/api/session", &login).await
    }

    /// A request with the cookie and nothing else.
    pub fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base));
        if self.cookie.is_empty() {
            request
        } else {
            request.header("cookie", &self.cookie)
        }
    }

    pub async fn post(&self, path: &str, body: &Value) -> Response {
        self.bare(Method::POST, path)
            .header("x-lineproof", "console")
            .json(body)
            .send()
            .await
            .unwrap()
    }

    pub async fn fetch(&self, path: &str) -> Response {
        self.bare(Method::GET, path).send().await.unwrap()
    }

    pub async fn get(&self, path: &str) -> Value {
        let response = self.fetch(path).await;
        assert_eq!(response.status(), 200, "{path}");
        response.json().await.unwrap()
    }
}

/// The code of a console problem.
pub async fn code(response: Response) -> (u16, String) {
    let status = response.status().as_u16();
    let problem: Value = response.json().await.unwrap();
    (status, problem["code"].as_str().unwrap().to_owned())
}
