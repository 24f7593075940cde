//! Theme and language: right from the first byte, whether a cookie says so or the browser.

use crate::support::{Console, browser::Browser};

/// How a page's document begins.
async fn document(browser: &Browser, accepted: &str) -> String {
    let page = browser.get("/sign-in").header("accept-language", accepted).send().await.text();
    let at = page.find("<html").expect("it is a document");
    page[at..].split('>').next().expect("a tag ends").to_owned()
}

#[tokio::test]
async fn the_language_is_the_chosen_one_or_the_browsers_or_english() {
    let console = Console::start().await;
    let browser = console.browser();
    for (accepted, language) in [
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("de, ru;q=0.5", "ru"),
        ("en-GB", "en"),
        ("de", "en"),
        ("", "en"),
        ("*", "en"),
    ] {
        let document = document(&browser, accepted).await;
        assert!(document.contains(&format!("lang=\"{language}\"")), "{accepted}: {document}");
        assert!(document.contains(&format!("data-words=\"/text/{language}-")), "{accepted}: {document}");
    }
    let chosen = browser.post("/preferences").form(&[("language", "ru"), ("to", "/sign-in")]).send().await;
    assert_eq!((chosen.status, chosen.location()), (303, "/sign-in"));
    assert!(document(&browser, "en").await.contains("lang=\"ru\""), "the choice counts more");
    let page = browser.get("/sign-in").send().await.text();
    assert!(page.contains("Пароль"), "{page}");
    browser.post("/preferences").form(&[("language", "xx")]).send().await;
    assert!(document(&browser, "en").await.contains("lang=\"en\""), "what is none takes the choice back");
}

#[tokio::test]
async fn requests_at_the_same_time_are_answered_each_in_its_own_language() {
    let console = Console::start().await;
    let admin = console.signed_in("admin").await;
    let ask = async |language: &str| {
        admin.get("/policy/groups").header("accept-language", language).send().await.text()
    };
    let pages = futures::future::join_all(["ru", "en", "ru", "en", "ru", "en"].map(ask)).await;
    for (at, page) in pages.iter().enumerate() {
        let (language, words, others) =
            if at % 2 == 0 { ("ru", "Группы", "Groups") } else { ("en", "Groups", "Группы") };
        assert!(page.contains(&format!("lang=\"{language}\"")) && page.contains(words), "{language}");
        assert!(!page.contains(others), "{language} and yet {others}");
    }
}

#[tokio::test]
async fn the_theme_stands_in_the_document() {
    let console = Console::start().await;
    let browser = console.browser();
    assert!(!document(&browser, "en").await.contains("data-theme"), "the system's, while nothing is chosen");
    for theme in ["dark", "light"] {
        browser.post("/preferences").form(&[("theme", theme)]).send().await;
        assert!(document(&browser, "en").await.contains(&format!("data-theme=\"{theme}\"")));
    }
    browser.post("/preferences").form(&[("language", "en")]).send().await;
    assert!(
        document(&browser, "en").await.contains("data-theme=\"light\""),
        "what a form does not name stays"
    );
    browser.post("/preferences").form(&[("theme", "")]).send().await;
    assert!(!document(&browser, "en").await.contains("data-theme"));
    browser.plant("__Host-theme", "dark\"><script>");
    assert!(!document(&browser, "en").await.contains("script"), "a cookie is no markup");
}

#[tokio::test]
async fn a_choice_leads_back_to_where_it_was_made_and_nowhere_else() {
    let console = Console::start().await;
    let browser = console.browser();
    for (to, leads) in [
        ("/policy/groups?q=web", "/policy/groups?q=web"),
        ("/sign-in?to=%2Fprofile", "/sign-in?to=%2Fprofile"),
        ("https://evil.example", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/sign-in\r\nset-cookie: x=y", "/"),
        ("/sign-in.evil.example\\x", "/"),
        ("", "/"),
    ] {
        let answer = browser.post("/preferences").form(&[("theme", "dark"), ("to", to)]).send().await;
        assert_eq!((answer.status, answer.location()), (303, leads), "{to:?}");
        let flags = answer.set_cookie("__Host-theme");
        for flag in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(flags.contains(flag), "{flag}: {flags}");
        }
    }
}
