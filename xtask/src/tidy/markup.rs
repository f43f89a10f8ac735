//! A reader of Svelte markup that knows just enough: which bare text and which attribute values it holds.

/// Something a person could read on the screen.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece {
    /// Line from 1.
    pub line: usize,
    /// The attribute, or `None` for text between tags.
    pub attribute: Option<String>,
    /// The literal part, without `{expressions}`.
    pub text: String,
}

/// The bare texts and attribute values of a component, without script, style, comments, expressions.
pub fn pieces(source: &str) -> Vec<Piece> {
    let mut reader = Reader {
        source,
        at: 0,
        pieces: Vec::new(),
    };
    reader.read();
    reader.pieces
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    pieces: Vec<Piece>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Moves behind the next `end`, or to the end of the file.
    fn skip_past(&mut self, end: &str) {
        self.at += self
            .rest()
            .find(end)
            .map_or(self.rest().len(), |at| at + end.len());
    }

    fn keep(&mut self, start: usize, attribute: Option<String>, text: String) {
        if text.trim().is_empty() {
            return;
        }
        let before_words = self.source[start..].len() - self.source[start..].trim_start().len();
        let line = self.source[..start + before_words].matches('\n').count() + 1;
        self.pieces.push(Piece {
            line,
            attribute,
            text,
        });
    }

    fn read(&mut self) {
        let mut start = self.at;
        let mut text = String::new();
        while let Some(next) = self.peek() {
            let opens_tag = self.rest().strip_prefix('<').is_some_and(|rest| {
                rest.starts_with(|c: char| c.is_alphabetic() || c == '/' || c == '!')
            });
            if next != '{' && !opens_tag {
                text.push(next);
                self.take();
                continue;
            }
            self.keep(start, None, std::mem::take(&mut text));
            if next == '{' {
                self.skip_expression();
            } else {
                self.read_tag();
            }
            start = self.at;
        }
        self.keep(start, None, text);
    }

    fn read_tag(&mut self) {
        if self.rest().starts_with("<!--") {
            return self.skip_past("-->");
        }
        for element in ["script", "style"] {
            if self.rest()[1..].starts_with(element) {
                return self.skip_past(&format!("</{element}>"));
            }
        }
        while self.peek().is_some_and(|c| !c.is_whitespace() && c != '>') {
            self.take();
        }
        while let Some(next) = self.peek() {
            match next {
                '>' => {
                    self.take();
                    return;
                }
                '{' => self.skip_expression(),
                c if c.is_whitespace() || c == '/' => {
                    self.take();
                }
                _ => self.read_attribute(),
            }
        }
    }

    fn read_attribute(&mut self) {
        let mut name = String::new();
        while let Some(next) = self
            .peek()
            .filter(|c| !c.is_whitespace() && !"=>/{".contains(*c))
        {
            name.push(next);
            self.take();
        }
        if self.peek() != Some('=') {
            if name.is_empty() {
                self.take();
            }
            return;
        }
        self.take();
        let start = self.at;
        let quote = self.peek().filter(|c| "\"'".contains(*c));
        if quote.is_some() {
            self.take();
        }
        let mut value = String::new();
        while let Some(next) = self.peek() {
            if next == '{' {
                self.skip_expression();
                if quote.is_none() {
                    break;
                }
                continue;
            }
            let ends = match quote {
                Some(quote) => next == quote,
                None => next.is_whitespace() || next == '>',
            };
            if ends {
                break;
            }
            value.push(next);
            self.take();
        }
        if quote.is_some() {
            self.take();
        }
        self.keep(start, Some(name), value);
    }

    /// Skips `{..}` with everything nested in it.
    fn skip_expression(&mut self) {
        let mut depth = 0_usize;
        while let Some(next) = self.peek() {
            if self.rest().starts_with("/*") {
                self.skip_past("*/");
                continue;
            }
            self.take();
            match next {
                '{' => depth += 1,
                '}' => depth -= 1,
                '"' | '\'' | '`' => self.skip_string(next),
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn skip_string(&mut self, quote: char) {
        while let Some(next) = self.take() {
            match next {
                '\\' => {
                    self.take();
                }
                '$' if quote == '`' && self.peek() == Some('{') => self.skip_expression(),
                c if c == quote => return,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<(usize, Option<String>, String)> {
        pieces(source)
            .into_iter()
            .map(|piece| (piece.line, piece.attribute, piece.text.trim().to_owned()))
            .collect()
    }

    #[test]
    fn text_and_attributes_are_read_with_their_lines() {
        let found = texts("<p\n  title=\"Hello\">\n  Save {count} now</p>\n");
        let expected = [
            (2, Some("title".to_owned()), "Hello".to_owned()),
            (3, None, "Save".to_owned()),
            (3, None, "now".to_owned()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn script_style_comments_and_expressions_are_not_text() {
        let source = "<script lang=\"ts\">const a = 'x' > 1;</script>\n<!-- words -->\n\
            <b onclick={() => { go('}'); }} {...rest}>{`a ${t('b')} c`}{a < b ? 'no' : \"}\"}</b>\n\
            <style>b { color: red; }</style>";
        assert_eq!(texts(source), []);
    }

    #[test]
    fn a_component_that_ends_early_does_not_hang() {
        assert_eq!(texts("<b title=\"a {").len(), 1);
        assert_eq!(texts("<b ="), []);
    }
}
