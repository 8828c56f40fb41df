namespace ActiveCampaign.Bulk.Simulator;

/// <summary>The routes the simulator knows, for counting requests and aiming faults.</summary>
public enum RouteKind
{
    /// <summary>Every route; only for aiming and counting.</summary>
    Any,

    /// <summary>A path the service does not have.</summary>
    Unknown,

    /// <summary>GET users/me.</summary>
    UsersMe,

    /// <summary>GET settings/account.</summary>
    AccountSettings,

    /// <summary>POST import/bulk_import.</summary>
    BulkImport,

    /// <summary>GET import/bulk_import.</summary>
    ImportSums,

    /// <summary>GET import/info.</summary>
    ImportInfo,

    /// <summary>POST contact/sync.</summary>
    ContactSync,

    /// <summary>GET contacts.</summary>
    ContactList,

    /// <summary>POST contacts.</summary>
    ContactCreate,

    /// <summary>GET contacts/{id}.</summary>
    ContactGet,

    /// <summary>PUT contacts/{id}.</summary>
    ContactUpdate,

    /// <summary>DELETE contacts/{id}.</summary>
    ContactDelete,

    /// <summary>GET contacts/{id}/contactLists.</summary>
    ListsOfContact,

    /// <summary>GET contacts/{id}/contactTags.</summary>
    TagsOfContact,

    /// <summary>GET contacts/{id}/fieldValues.</summary>
    FieldValuesOfContact,

    /// <summary>GET contacts/{id}/bounceLogs or contacts/{id}/scoreValues.</summary>
    LogsOfContact,

    /// <summary>GET contacts/{id}/contactAutomations.</summary>
    AutomationsOfContact,

    /// <summary>POST contactLists.</summary>
    ContactListSet,

    /// <summary>POST contactTags.</summary>
    ContactTagAdd,

    /// <summary>DELETE contactTags/{id}.</summary>
    ContactTagRemove,

    /// <summary>GET lists.</summary>
    Lists,

    /// <summary>GET lists/{id}.</summary>
    ListGet,

    /// <summary>DELETE lists/{id}.</summary>
    ListDelete,

    /// <summary>GET lists/exclusions.</summary>
    Exclusions,

    /// <summary>GET tags.</summary>
    Tags,

    /// <summary>GET tags/{id}.</summary>
    TagGet,

    /// <summary>POST tags.</summary>
    TagCreate,

    /// <summary>GET fields.</summary>
    Fields,

    /// <summary>GET fields/{id}.</summary>
    FieldGet,

    /// <summary>GET fields/{id}/options.</summary>
    FieldOptions,

    /// <summary>POST fieldValues.</summary>
    FieldValueSet,

    /// <summary>GET fieldValues/{id}.</summary>
    FieldValueGet,

    /// <summary>GET segments.</summary>
    Segments,

    /// <summary>DELETE contactAutomations/{id}.</summary>
    ContactAutomationRemove,

    /// <summary>POST lists.</summary>
    ListCreate,

    /// <summary>GET contactLists.</summary>
    ContactListList,

    /// <summary>GET contactTags.</summary>
    ContactTagList,

    /// <summary>GET fieldValues.</summary>
    FieldValueList,

    /// <summary>DELETE fieldValues/{id}.</summary>
    FieldValueRemove,

    /// <summary>GET users.</summary>
    UserList,

    /// <summary>POST fields.</summary>
    FieldCreate,

    /// <summary>PUT fields/{id}.</summary>
    FieldUpdate,

    /// <summary>DELETE fields/{id}.</summary>
    FieldDelete,

    /// <summary>GET fields/{id}/relations.</summary>
    FieldRelations,

    /// <summary>POST fieldOption/bulk.</summary>
    FieldOptionAdd,

    /// <summary>DELETE fieldOptions/{id}.</summary>
    FieldOptionRemove,

    /// <summary>GET fieldRels.</summary>
    FieldRelationList,

    /// <summary>POST fieldRels.</summary>
    FieldRelationAdd,

    /// <summary>DELETE fieldRels/{id}.</summary>
    FieldRelationRemove,

    /// <summary>PUT fieldValues/{id}.</summary>
    FieldValueUpdate,

    /// <summary>PUT lists/{id}.</summary>
    ListUpdate,

    /// <summary>PUT tags/{id}.</summary>
    TagUpdate,

    /// <summary>DELETE tags/{id}.</summary>
    TagDelete,

    /// <summary>Constant Contact: either import; only for aiming and counting.</summary>
    CCImport,

    /// <summary>Constant Contact: POST oauth2/default/v1/token.</summary>
    CCToken,

    /// <summary>Constant Contact: POST oauth2/default/v1/device/authorize.</summary>
    CCDeviceStart,

    /// <summary>The page on which a person approves a device; the simulator's own.</summary>
    CCDeviceApprove,

    /// <summary>Constant Contact: POST activities/contacts_json_import.</summary>
    CCJsonImport,

    /// <summary>Constant Contact: POST activities/contacts_file_import.</summary>
    CCFileImport,

    /// <summary>Constant Contact: POST activities/contacts_taggings_add.</summary>
    CCTaggingsAdd,

    /// <summary>Constant Contact: POST activities/contacts_taggings_remove.</summary>
    CCTaggingsRemove,

    /// <summary>Constant Contact: POST activities/add_list_memberships.</summary>
    CCMembershipsAdd,

    /// <summary>Constant Contact: POST activities/remove_list_memberships.</summary>
    CCMembershipsRemove,

    /// <summary>Constant Contact: POST activities/contact_delete.</summary>
    CCContactDelete,

    /// <summary>Constant Contact: GET activities.</summary>
    CCActivityList,

    /// <summary>Constant Contact: GET activities/{id}.</summary>
    CCActivityGet,

    /// <summary>Constant Contact: GET contacts.</summary>
    CCContactList,

    /// <summary>Constant Contact: GET contacts/{id}.</summary>
    CCContactGet,

    /// <summary>Constant Contact: GET contact_lists.</summary>
    CCLists,

    /// <summary>Constant Contact: GET contact_custom_fields.</summary>
    CCFields,

    /// <summary>Constant Contact: GET contact_tags.</summary>
    CCTags,

    /// <summary>Constant Contact: POST contact_tags.</summary>
    CCTagCreate,

    /// <summary>Constant Contact: GET account/user/privileges.</summary>
    CCPrivileges,

    /// <summary>Constant Contact: GET account/summary.</summary>
    CCAccountSummary,
}
