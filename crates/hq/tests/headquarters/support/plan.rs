//! A plan as the console's form makes it.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::PersonId;
use lineproof_domain::registry::NumberText;
use lineproof_domain::registry::plan::{Assignee, Contact, Customer, OfficeRole, Plan, Site};

fn number(text: &str) -> NumberText {
    NumberText::try_from(text.to_owned()).unwrap()
}

fn contact(name: &str) -> Contact {
    Contact {
        name: name.to_owned(),
        title: String::new(),
        phone: "022 1234 5678".to_owned(),
    }
}

fn site(name: &str) -> Site {
    Site {
        name: name.to_owned(),
        address: "天津市东丽区".to_owned(),
    }
}

pub fn install(order_no: &str, to: PersonId) -> Plan {
    Plan {
        rev: 0,
        order_no: order_no.to_owned(),
        kind: "install".to_owned(),
        service: "internet".to_owned(),
        level: "gold".to_owned(),
        circuit_no: "津东丽 1120-018".to_owned(),
        circuit_name: "空港物流互联网专线".to_owned(),
        rate_mbps: number("200"),
        profiles: vec!["cm-transmission".to_owned()],
        catalogue: Sha256Digest([0; 32]),
        office_role: OfficeRole::Leading,
        customer: Customer {
            name: "空港物流有限公司".to_owned(),
            address: "天津市东丽区空港".to_owned(),
            contact: contact("梁工"),
        },
        manager: contact("顾经理"),
        a_site: site("东丽局"),
        z_site: site("客户机房"),
        distance_km: number("12"),
        order_received_at: "2026-11-16T09:00:00+08:00".parse().unwrap(),
        appointment: None,
        promised_on: None,
        computed_due: None,
        assignee: Assignee {
            person: to,
            name: String::new(),
            title: String::new(),
            phone: String::new(),
            company: String::new(),
        },
        remark: None,
        details: Default::default(),
        sample: false,
    }
}
