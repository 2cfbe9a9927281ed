//! Repairing text that was UTF-8, was once read as Windows-1252, and saved as that.
//!
//! "Sätze" so becomes "SÃ¤tze". Each damaged run is undone by itself, so that correct text beside
//! it stays as it is. Correct text can look damaged (`CAFÉ”` ends like the damage of `ɔ`), which
//! is why a run must show that nobody would have written it.

use std::borrow::Cow;

use crate::transfer::read::build::shortened;

/// How often damage may have happened on top of damage.
const LAYERS: usize = 3;
/// How many different repairs of a line are named.
const NAMED: usize = 3;

/// What stands for bytes 0x80 to 0x9F in Windows-1252 (<https://encoding.spec.whatwg.org/>).
const UPPER_CONTROLS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];
/// The first byte in UTF-8 of every character that damage can begin with.
const LEAD: u8 = 0xC3;
/// What may well follow a capital letter with an accent in correct text.
const AFTER_ANY_CAPITAL: &str = "“”‘’–—…«»‹›™•\u{a0}";
/// What else may follow some of them in correct text: marks, and letters of Slavic languages.
const AFTER_SOME_CAPITALS: &str = "©®°²³¹ºª·´šžœŠŽŒŸ†‡";

/// A line that was repaired.
#[derive(Debug, PartialEq, Eq)]
pub struct Repair {
    /// Counted from 1.
    pub line: usize,
    /// In plain words.
    pub reason: String,
}

/// The text with its damaged runs undone, and which lines they stood in.
pub fn repair(text: &str) -> (Cow<'_, str>, Vec<Repair>) {
    let mut found = Found::default();
    let mut whole = Cow::Borrowed(text);
    for _ in 0..LAYERS {
        let Some(better) = undo(&whole, &mut found) else {
            break;
        };
        whole = Cow::Owned(better);
    }
    (whole, found.repairs)
}

/// Undoes one layer of damage; `None` when there is none.
fn undo(text: &str, found: &mut Found) -> Option<String> {
    let mut better: Option<String> = None;
    let (mut done, mut at, mut line, mut counted) = (0, 0, 1, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(next) = rest.bytes().position(|byte| byte == LEAD) else {
            break;
        };
        at += next;
        let before = text.get(..at).unwrap_or_default();
        let run = Run::at(before, text.get(at..).unwrap_or_default());
        if run.length == 0 {
            at += text.get(at..)?.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let end = at + run.length;
        if run.is_damage {
            line += text.get(counted..at)?.matches('\n').count();
            counted = at;
            let out = better.get_or_insert_with(|| String::with_capacity(text.len()));
            out.push_str(text.get(done..at)?);
            out.push_str(&run.repaired);
            done = end;
            found.add(line, text.get(at..end)?, &run.repaired);
        }
        at = end;
    }
    let mut better = better?;
    better.push_str(text.get(done..)?);
    Some(better)
}

/// Damaged characters side by side.
struct Run {
    length: usize,
    repaired: String,
    is_damage: bool,
}

impl Run {
    fn at(before: &str, text: &str) -> Self {
        let mut run = Self {
            length: 0,
            repaired: String::new(),
            is_damage: false,
        };
        let (mut previous, mut count) = (before.chars().next_back(), 0);
        while let Some(found) = text.get(run.length..).and_then(Sequence::at) {
            let end = run.length + found.length;
            let next = text.get(end..).and_then(|rest| rest.chars().next());
            run.is_damage |= found.is_telling(previous, next);
            run.length = end;
            // A byte order mark inside a text says nothing.
            run.repaired
                .extend(Some(found.repaired).filter(|c| *c != '\u{feff}'));
            previous = Some(found.last);
            count += 1;
        }
        run.is_damage |= count > 1;
        run
    }
}

/// One character whose bytes in UTF-8 were each read as a character of Windows-1252.
struct Sequence {
    repaired: char,
    lead: char,
    second: char,
    last: char,
    /// In the damaged text, in bytes.
    length: usize,
}

impl Sequence {
    fn at(text: &str) -> Option<Self> {
        let mut chars = text.chars();
        let lead = chars.next()?;
        let width = lead_width(lead)?;
        let mut bytes = [byte(lead)?, 0, 0, 0];
        let (mut second, mut last, mut length) = (None, lead, lead.len_utf8());
        for slot in bytes.get_mut(1..width)? {
            last = chars.next()?;
            second = second.or(Some(last));
            length += last.len_utf8();
            *slot = byte(last)?;
        }
        let repaired = std::str::from_utf8(bytes.get(..width)?)
            .ok()?
            .chars()
            .next()?;
        is_believable(repaired).then_some(Self {
            repaired,
            lead,
            second: second?,
            last,
            length,
        })
    }

    /// Whether nobody would have written these characters on purpose.
    fn is_telling(&self, previous: Option<char>, next: Option<char>) -> bool {
        let (lead, second) = (self.lead, self.second);
        let weak = AFTER_ANY_CAPITAL.contains(second);
        match lead {
            'Ã' | 'Â' if weak => {
                let inside = next.is_some_and(char::is_alphabetic);
                let standing_alone = lead == 'Â'
                    && second == '\u{a0}'
                    && !previous.is_some_and(|c| c.is_alphabetic() || "«\u{a0}".contains(c));
                inside || standing_alone || previous.is_some_and(char::is_lowercase)
            }
            'Ã' | 'Â' => true,
            // A sign for times and one for diameter, which stand before numbers.
            '×' | 'Ø' => false,
            'ï' if self.repaired == '\u{feff}' => true,
            'â' => !weak,
            'ð' if second == 'Ÿ' => true,
            _ if weak || AFTER_SOME_CAPITALS.contains(second) => {
                let small = |c: char| c.is_lowercase();
                lead.is_uppercase() && (previous.is_some_and(small) || next.is_some_and(small))
            }
            _ => true,
        }
    }
}

/// No controls; no Syriac, Thaana, N'Ko and Samaritan, no Ogham and Runic, nothing private: what
/// looks like damage of these is rather correct text of another kind.
fn is_believable(c: char) -> bool {
    let rare = [
        0..0xA0,
        0x700..0x900,
        0x1680..0x1700,
        0xE000..0xF900,
        0xFFF0..0x1_0000,
    ];
    !rare.iter().any(|range| range.contains(&u32::from(c)))
}

/// How many bytes a character takes in UTF-8 when the first of them was read as this.
fn lead_width(c: char) -> Option<usize> {
    match u32::from(c) {
        0xC2..=0xDF => Some(2),
        0xE0..=0xEF => Some(3),
        0xF0..=0xF4 => Some(4),
        _ => None,
    }
}

/// The byte that Windows-1252 or ISO-8859-1 reads as this character.
fn byte(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return (byte >= 0x80).then_some(byte);
    }
    let index = UPPER_CONTROLS.iter().position(|upper| *upper == c)?;
    u8::try_from(0x80 + index).ok()
}

/// The repairs, one for each line.
#[derive(Default)]
struct Found {
    repairs: Vec<Repair>,
    named: usize,
}

impl Found {
    fn add(&mut self, line: usize, damaged: &str, repaired: &str) {
        let pair = format!("“{}” is now “{}”", shortened(damaged), shortened(repaired));
        match self.repairs.last_mut().filter(|last| last.line == line) {
            Some(last) if last.reason.contains(&pair) => {}
            Some(last) if self.named < NAMED => {
                last.reason.push_str(", ");
                last.reason.push_str(&pair);
                self.named += 1;
            }
            Some(last) if self.named == NAMED => {
                last.reason.push_str(" and more");
                self.named += 1;
            }
            Some(_) => {}
            None => {
                self.named = 1;
                self.repairs.push(Repair {
                    line,
                    reason: format!("Damaged characters were repaired: {pair}"),
                });
            }
        }
    }
}
