"""What an account may do. Every check in the hub names one of these; grep a name to find every use."""

from enum import StrEnum

from .models import Role, User


class Permission(StrEnum):
    OBJECT_EDIT = "object_edit"
    OBJECT_SEE_REMOVED = "object_see_removed"
    PROVENANCE_SEE = "provenance_see"
    SUGGESTION_MODERATE = "suggestion_moderate"
    WORKSPACE_SEE = "workspace_see"
    INTEREST_DECLARE = "interest_declare"
    VERSION_PUBLISH = "version_publish"
    ROLE_GRANT = "role_grant"
    STUDY_EXTRACT = "study_extract"
    STUDY_APPRAISE = "study_appraise"
    EXTRACTION_AGREE = "extraction_agree"
    FINDINGS_POOL = "findings_pool"
    CERTAINTY_JUDGE = "certainty_judge"
    THRESHOLD_PROPOSE = "threshold_propose"
    THRESHOLD_SETTLE = "threshold_settle"
    TEMPLATE_EDIT = "template_edit"
    PROFILE_KEEP = "profile_keep"
    SEAT_FILL = "seat_fill"
    DECISION_RECORD = "decision_record"
    POLICY_PUBLISH = "policy_publish"
    HUB_HAND_OVER = "hub_hand_over"
    QUESTION_CLAIM = "question_claim"
    GROUP_JOIN = "group_join"
    COMMENT_WRITE = "comment_write"
    COMMENT_MODERATE = "comment_moderate"
    NOTICE_KEEP = "notice_keep"
    DESK_SEE = "desk_see"
    REPORT_PUBLISH = "report_publish"
    TARGET_SET = "target_set"
    ORGANISATION_SPEAK = "organisation_speak"
    SPEAKER_CONFIRM = "speaker_confirm"
    HUB_EXPORT = "hub_export"
    ROUND_RUN = "round_run"
    ROUND_MODERATE = "round_moderate"


_MEMBER = {
    Permission.INTEREST_DECLARE,
    Permission.PROFILE_KEEP,
    Permission.WORKSPACE_SEE,
    Permission.THRESHOLD_PROPOSE,
    Permission.QUESTION_CLAIM,
    Permission.GROUP_JOIN,
    Permission.COMMENT_WRITE,
    Permission.NOTICE_KEEP,
    Permission.ORGANISATION_SPEAK,
}
_REVIEWER = _MEMBER | {Permission.PROVENANCE_SEE, Permission.STUDY_EXTRACT, Permission.STUDY_APPRAISE}
_EDITOR = _REVIEWER | {
    Permission.OBJECT_EDIT,
    Permission.OBJECT_SEE_REMOVED,
    Permission.SUGGESTION_MODERATE,
    Permission.EXTRACTION_AGREE,
    Permission.FINDINGS_POOL,
    Permission.CERTAINTY_JUDGE,
    Permission.COMMENT_MODERATE,
    Permission.DESK_SEE,
    Permission.SPEAKER_CONFIRM,
    Permission.ROUND_MODERATE,
}
_COORDINATOR = _EDITOR | {
    Permission.VERSION_PUBLISH,
    Permission.ROLE_GRANT,
    Permission.THRESHOLD_SETTLE,
    Permission.TEMPLATE_EDIT,
    Permission.SEAT_FILL,
    Permission.DECISION_RECORD,
    Permission.POLICY_PUBLISH,
    Permission.HUB_HAND_OVER,
    Permission.REPORT_PUBLISH,
    Permission.TARGET_SET,
    Permission.HUB_EXPORT,
    Permission.ROUND_RUN,
}

GRANTS: dict[str, set[Permission]] = {
    Role.MEMBER: _MEMBER,
    Role.REVIEWER: _REVIEWER,
    Role.EDITOR: _EDITOR,
    Role.COORDINATOR: _COORDINATOR,
}


def may(user, permission: Permission) -> bool:
    """Whether this user, who may be anonymous, holds the permission."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return permission in GRANTS[user.role]
