using System;
using System.Net;
using System.Runtime.CompilerServices;
using ActiveCampaign.Bulk.ConstantContact.Credentials;
using ActiveCampaign.Bulk.ConstantContact.Import;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Simulator.ConstantContact;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>What a connection to an account of Constant Contact is made of.</summary>
/// <param name="ClientId">The application.</param>
/// <param name="Credentials">Its tokens.</param>
/// <param name="Use">How many calls of the day it has made.</param>
/// <param name="Settings">How to reach it.</param>
internal sealed record CCAccount(string ClientId, CredentialStore Credentials, DailyUse Use, ConnectionSettings Settings)
{
    private static readonly ConditionalWeakTable<CCSimulator, CCAccount> s_simulated = new();

    /// <summary>A real account, whose limits and tokens all processes on a journal folder share.</summary>
    public static CCAccount Of(CredentialSettings given, JournalStore store, double share = 1)
    {
        Uri address = ConstantContactWire.AddressOf(given.Address);
        string folder = ConstantContactLimits.FolderOf(store, address, given.ClientId);
        LaneSet lanes = LaneRegistry.In(folder, static key => ConstantContactLimits.CreateLanes(TimeProvider.System, key)).WithShare(share);
        CredentialStore credentials = new(given with { Folder = CredentialStore.FolderOf(store, given.Address) });
        DailyUse use = new(folder, given.Clock);
        return new CCAccount(given.ClientId, credentials, use, new ConnectionSettings { Uri = address, Wire = new ConstantContactWire(credentials, use), Lanes = lanes, Proxy = given.Proxy });
    }

    /// <summary>A simulated account: all who connect to it share its limits and tokens, as with a real one.</summary>
    public static CCAccount Of(CCSimulator simulator, double share)
    {
        CCAccount whole = s_simulated.GetValue(simulator, static key => Of(key.Server));
        return whole with { Settings = whole.Settings with { Lanes = whole.Settings.Lanes!.WithShare(share) } };
    }

    /// <summary>The session of a name, with its connection.</summary>
    public BulkSession Open(string name, out LiveConnection live)
    {
        live = new LiveConnection(new ConstantContactService(new AccountConnection(Settings)), Settings.IsSimulator ? null : Credentials);
        return new CCSession(name, live.Account.Address, live.Account.Host, Settings.IsSimulator, DateTimeOffset.Now, live.Account.Lanes, Use) { ClientId = ClientId };
    }

    // A simulator that runs faster than the clock has its limits scaled too, and so must the client.
    private static CCAccount Of(ConstantContactServer server)
    {
        CredentialStore credentials = new(new CredentialSettings
        {
            ClientId = server.ClientId,
            ClientSecret = new NetworkCredential(string.Empty, server.ClientSecret).SecurePassword,
            RefreshToken = new NetworkCredential(string.Empty, server.RefreshToken).SecurePassword,
            Address = server.Uri,
            Clock = server.Clock,
        });
        DailyUse use = new(null, server.Clock);
        ConnectionSettings settings = new()
        {
            Uri = ConstantContactWire.AddressOf(server.Uri),
            Wire = new ConstantContactWire(credentials, use),
            Clock = server.Clock,
            Lanes = ConstantContactLimits.CreateLanes(server.Clock),
            IsSimulator = true,
        };
        return new CCAccount(server.ClientId, credentials, use, settings);
    }
}
