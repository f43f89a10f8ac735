//! The order that tests dispatch: an Internet line for a customer who does not exist.

use chrono::{Duration, Local, SubsecRound as _};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::PersonId;
use lineproof_domain::registry::NumberText;
use lineproof_domain::registry::plan::{
    Appointment, Assignee, Contact, Customer, OfficeRole, Plan, Site,
};

/// Number of the sample order.
pub const ORDER_NO: &str = "YN-2026-001";
/// Its customer.
pub const CUSTOMER: &str = "滇池样例科技有限公司";

/// An order for `engineer`, received this morning, for today.
#[must_use]
pub fn sample(engineer: PersonId) -> Plan {
    let now = Local::now().fixed_offset().trunc_subsecs(0);
    Plan {
        rev: 1,
        order_no: ORDER_NO.to_owned(),
        kind: "install".to_owned(),
        service: "internet".to_owned(),
        level: "gold".to_owned(),
        circuit_no: "昆明IP专线0001".to_owned(),
        circuit_name: "昆明样例科技-互联网专线".to_owned(),
        rate_mbps: number("200"),
        profiles: vec!["cm-transmission".to_owned()],
        catalogue: Sha256Digest::of(b""),
        office_role: OfficeRole::Leading,
        customer: Customer {
            name: CUSTOMER.to_owned(),
            address: "昆明市样例路 1 号".to_owned(),
            contact: contact("张伟", "网络主管"),
        },
        manager: contact("李敏", "客户经理"),
        a_site: site("样例局机房"),
        z_site: site("样例科技 3 楼机房"),
        distance_km: number("12.5"),
        order_received_at: now - Duration::hours(2),
        appointment: Some(Appointment {
            from: now + Duration::hours(1),
            until: now + Duration::hours(2),
        }),
        promised_on: Some((now + Duration::days(2)).date_naive()),
        computed_due: None,
        assignee: nobody_yet(engineer),
        remark: None,
        details: Default::default(),
        sample: true,
    }
}

fn number(text: &str) -> NumberText {
    #[expect(clippy::expect_used, reason = "the samples are plain decimal text")]
    NumberText::try_from(text.to_owned()).expect("plain decimal text")
}

fn contact(name: &str, title: &str) -> Contact {
    Contact {
        name: name.to_owned(),
        title: title.to_owned(),
        phone: "000-0000-0001".to_owned(),
    }
}

fn site(name: &str) -> Site {
    Site {
        name: name.to_owned(),
        address: "昆明市样例路 1 号".to_owned(),
    }
}

/// Headquarters puts the engineer's words in.
fn nobody_yet(person: PersonId) -> Assignee {
    Assignee {
        person,
        name: String::new(),
        title: String::new(),
        phone: String::new(),
        company: String::new(),
    }
}
