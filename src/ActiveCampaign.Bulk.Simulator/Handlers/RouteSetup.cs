using System;
using ActiveCampaign.Bulk.Simulator.Callbacks;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Puts every handler's routes into the table.</summary>
internal static class RouteSetup
{
    public static void Fill(RouteTable<ApiCall> routes, AccountState state, CallbackSender callbacks, Uri api)
    {
        ContactJson contacts = new(state, api);
        TagJson tags = new(state.Options, api);
        PartsJson parts = new(contacts, tags, state.Catalogue);
        new AccountHandler(state).Register(routes);
        new ImportHandler(state, callbacks).Register(routes);
        new ContactListHandler(state, contacts, parts).Register(routes);
        new ContactReadHandler(state, contacts, parts, new AutomationJson(state.Options, api)).Register(routes);
        new ContactWriteHandler(state, contacts).Register(routes);
        new ExclusionHandler(state).Register(routes);
        new SegmentHandler(state).Register(routes);
        new ListHandler(state, contacts, api).Register(routes);
        new TagHandler(state, tags).Register(routes);
        new ContactTagHandler(state, contacts).Register(routes);
        FieldJson fields = new(state.Options, api);
        new FieldHandler(state, fields).Register(routes);
        new FieldWriteHandler(state, fields).Register(routes);
        new FieldOptionHandler(state, fields).Register(routes);
        new FieldRelationHandler(state).Register(routes);
        new FieldValueHandler(state, contacts).Register(routes);
    }
}
