//! Pieces onto sheets.

use super::{MARGIN, PAGE_HEIGHT, PAGE_WIDTH, Piece, frame};
use crate::archive::OpenField;
use crate::fonts::Fonts;
use crate::paper::Sheet;

/// Where text may stand on a page: from here...
fn top(page: usize) -> f32 {
    MARGIN + frame::head_height(page)
}

/// ...to here.
const BOTTOM: f32 = PAGE_HEIGHT - MARGIN - frame::FOOT_HEIGHT;

/// Places every piece, in order.
pub(super) fn onto_sheets(pieces: Vec<Piece>, fonts: &Fonts) -> (Vec<Sheet<'_>>, Vec<OpenField>) {
    let mut flow = Flow {
        sheets: vec![Sheet::new(PAGE_WIDTH, PAGE_HEIGHT, fonts)],
        fields: Vec::new(),
        y: top(0),
        fonts,
    };
    let mut start = 0;
    while start < pieces.len() {
        let kept = pieces[start..]
            .iter()
            .take_while(|piece| piece.with_next)
            .count();
        let end = (start + kept + 1).min(pieces.len());
        flow.place(&pieces[start..end]);
        start = end;
    }
    (flow.sheets, flow.fields)
}

struct Flow<'f> {
    sheets: Vec<Sheet<'f>>,
    fields: Vec<OpenField>,
    y: f32,
    fonts: &'f Fonts,
}

impl Flow<'_> {
    /// Places pieces that belong together on one page; if no page holds them all, they run on.
    fn place(&mut self, together: &[Piece]) {
        let height: f32 = together.iter().map(|piece| piece.gap + piece.height).sum();
        let room = BOTTOM - self.y;
        if height > room && height <= BOTTOM - top(1) {
            self.turn(&together[0]);
        }
        for piece in together {
            if !self.at_top() && piece.gap + piece.height > BOTTOM - self.y {
                self.turn(piece);
            }
            self.put(piece);
        }
    }

    fn page(&self) -> usize {
        self.sheets.len() - 1
    }

    fn at_top(&self) -> bool {
        self.y <= top(self.page())
    }

    /// Begins a page, with the head of the table that goes on there.
    fn turn(&mut self, next: &Piece) {
        if self.at_top() {
            return;
        }
        self.sheets
            .push(Sheet::new(PAGE_WIDTH, PAGE_HEIGHT, self.fonts));
        self.y = top(self.page());
        if let Some(head) = &next.head {
            let (height, marks) = &**head;
            self.draw(marks);
            self.y += height;
        }
    }

    fn put(&mut self, piece: &Piece) {
        if !self.at_top() {
            self.y += piece.gap;
        }
        self.draw(&piece.marks);
        let page = self.page();
        let y = self.y;
        self.fields.extend(piece.fields.iter().map(|field| {
            let mut field = field.clone();
            field.page = page;
            field.area.y += y;
            field
        }));
        self.y += piece.height;
    }

    fn draw(&mut self, marks: &[crate::paper::Mark]) {
        let y = self.y;
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.marks.extend(marks.iter().map(|mark| mark.lowered(y)));
        }
    }
}
