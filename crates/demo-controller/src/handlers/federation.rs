//! The federation: who is in it, and the master's door to the joint clusters.

use controller_api::{
    ControllerError, ErrorCode, Method,
    access::Permission,
    federation::{self, FedRole, FedStatus, JointCluster, MasterCluster, Membership, RestInfo},
    score,
    system::{self, SummaryShown},
};

use crate::{
    core::Ctx,
    federation::{Joint, id},
    refusal::Refusal,
    router::{Reply, Routes},
};

/// Behind it stand the paths of the joint cluster's own controller.
const DOOR: &str = "/v1/fed/cluster/{id}/{*request}";

/// What the API of these controllers is like.
const REST_VERSION: &str = "BB38FD65";

pub(crate) fn add(routes: &mut Routes) {
    routes.on(federation::MEMBER, |ctx, [], ()| member(ctx));
    routes.raw(Method::Get, DOOR, |ctx, args, _| match args {
        [id, request] => behind(ctx, id, request),
        _ => Err(Refusal::no_such_url()),
    });
}

fn member(ctx: &mut Ctx<'_>) -> Result<Membership, Refusal> {
    let role = ctx.core.federation.role.clone();
    ctx.must_read(if role == FedRole::Master { &Permission::Federation } else { &Permission::Config })?;
    let own = ctx.core.world.settings.truth().misc.cluster_name.clone();
    Ok(match role {
        FedRole::Master => Membership {
            local_rest_info: reached(&own, 11_443),
            master_cluster: Some(MasterCluster {
                rest_version: REST_VERSION.to_owned(),
                ..master(&own, FedStatus::Active)
            }),
            joint_clusters: ctx.core.federation.clusters.iter().map(joint).collect(),
            fed_role: role,
            ..Membership::default()
        },
        // It knows the master and itself.
        FedRole::Joint => Membership {
            local_rest_info: reached(&own, 10_443),
            master_cluster: Some(master("primary", FedStatus::Connected)),
            joint_clusters: vec![JointCluster {
                rest_version: String::new(),
                ..joint(&Joint { name: own, status: FedStatus::Joined, ..Joint::default() })
            }],
            fed_role: role,
            ..Membership::default()
        },
        fed_role => Membership { fed_role, ..Membership::default() },
    })
}

fn reached(name: &str, port: u32) -> RestInfo {
    RestInfo { server: format!("{name}.demo.example"), port }
}

fn master(name: &str, status: FedStatus) -> MasterCluster {
    MasterCluster {
        id: id(name),
        name: name.to_owned(),
        rest_info: reached(name, 11_443),
        status,
        ..MasterCluster::default()
    }
}

fn joint(joint: &Joint) -> JointCluster {
    JointCluster {
        id: id(&joint.name),
        name: joint.name.clone(),
        rest_info: reached(&joint.name, 10_443),
        rest_version: REST_VERSION.to_owned(),
        status: joint.status.clone(),
        ..JointCluster::default()
    }
}

/// What a joint cluster answers.
fn behind(ctx: &mut Ctx<'_>, id: &str, request: &str) -> Result<Reply, Refusal> {
    ctx.must_read(&Permission::Federation)?;
    let joint = ctx.core.federation.reached(id).ok_or_else(nobody)?;
    match format!("/{request}") {
        path if path == system::SUMMARY.path => {
            Ok(Reply::json(200, SummaryShown { summary: joint.summary() }))
        }
        path if path == score::METRICS.path => Ok(Reply::json(200, joint.score())),
        path if ["/v1/", "/v2/"].iter().any(|version| path.starts_with(version)) => {
            Err(Refusal::not_implemented(&format!("GET {path} of a joint cluster")))
        }
        _ => Err(Refusal::no_such_url()),
    }
}

/// 400: the master does not get into that cluster, or does not know it.
fn nobody() -> Refusal {
    let message = "Unable to authenticate with the cluster";
    Refusal::new(400, ControllerError::with_message(ErrorCode::RemoteUnauthorized, message))
}
