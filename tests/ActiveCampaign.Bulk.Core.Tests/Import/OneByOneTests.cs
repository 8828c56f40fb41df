using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>
/// A file with 5 % duplicates leaves the account as the same rows sent one by one would, byte for byte, whatever the
/// service does where its documentation is silent.
/// </summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class OneByOneTests
{
    private const int Rows = 3000;

    private static readonly string[] s_columns = ["email", "first name", "last name", "phone", "company", "tags", "lists", "City", "Level"];

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    [Theory]
    [InlineData("", 250, ImportMethod.Auto)]
    [InlineData("", 40, ImportMethod.Bulk)]
    [InlineData("empty is kept", 250, ImportMethod.Auto)]
    [InlineData("accounts are not made", 250, ImportMethod.Auto)]
    [InlineData("left lists are passed over", 250, ImportMethod.Auto)]
    public async Task Sequence_FinalState_EqualsTheRowsOneByOne(string quirk, int batchSize, ImportMethod method)
    {
        SourceRow[] rows = ImportRig.Rows(s_columns, File(seed: 5 + batchSize)).ToArray();
        ImportSettings settings = new()
        {
            Mapping = new MappingSettings { AllowNewTag = true, ClearColumns = ["phone", "City", "company"] },
            BatchSize = batchSize,
            Method = method,
        };
        using ImportRig rig = new(options => Set(options, quirk, TimeSpan.FromSeconds(20)));
        Prepare(rig.Server.Account);

        ImportLog log = await rig.ImportAsync(rows, settings);

        byte[] expected = await OneByOneAsync(rows, settings, quirk);
        Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(State(rig.Server.Account)));
        Assert.Equal(expected, State(rig.Server.Account));
        Assert.Empty(rig.Server.Account.OverlappingAddresses);
        Assert.Equal(0, rig.Server.Offences.Total);
        Assert.Equal((rows.Length, 0, 0, 0), (log.Snapshot!.Imported + log.Snapshot.Refused, log.Snapshot.Unknown, log.Snapshot.Pending, log.Snapshot.NotSent));

        // Some were merged, some waited; and neither costs requests without end.
        Assert.InRange(rig.Server.Account.Batches.Sum(batch => batch.ContactCount), 1, rows.Length - 1);
        Assert.Contains(rig.Server.Account.Contacts, contact => contact.TimesApplied > 1);
        Assert.InRange(rig.Server.Account.Batches.Count, rows.Length / batchSize, 2 * ((rows.Length / batchSize) + 20));
    }

    private static async Task<byte[]> OneByOneAsync(SourceRow[] rows, ImportSettings settings, string quirk)
    {
        using SimulatorServer server = SimulatorServer.Start(Set(new SimulatorOptions { EnforceLimits = false }, quirk, TimeSpan.Zero));
        Prepare(server.Account);
        using AccountConnection connection = new(new ConnectionSettings { Uri = server.Uri, Wire = new ActiveCampaignWire(server.ApiToken), IsSimulator = true, Lanes = ServiceLimits.CreateUnpaced(TimeProvider.System) });
        ContactMapping mapping = await ContactMapping.PrepareAsync(connection, settings, CancellationToken.None);
        IRowMapper mapper = await mapping.MapperForAsync(rows[0].Shape, CancellationToken.None);
        using HttpClient client = new() { BaseAddress = server.Uri };
        client.DefaultRequestHeaders.Add("Api-Token", server.ApiToken);
        foreach (SourceRow row in rows)
        {
            using HttpResponseMessage answer = await client.PostAsync("api/3/import/bulk_import", Body((ContactRow)mapper.Map(row, out _)!));
            answer.EnsureSuccessStatusCode();
        }

        Assert.Empty(server.Account.OverlappingAddresses);
        return State(server.Account);
    }

    private static ByteArrayContent Body(ContactRow contact)
    {
        using ByteBuffer json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("contacts");
            ContactJson.Write(writer, contact);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        ByteArrayContent body = new(json.Written.ToArray());
        body.Headers.ContentType = new("application/json");
        return body;
    }

    // One by one a batch ends as it arrives; the importer's take their time and overtake each other.
    private static SimulatorOptions Set(SimulatorOptions options, string quirk, TimeSpan jitter)
    {
        options.EmptyStringClears = quirk != "empty is kept";
        options.ImportsCreateAccounts = quirk != "accounts are not made";
        options.UnsubscribedFailsWholeContact = quirk != "left lists are passed over";
        options.ActiveJitter = jitter;
        if (jitter == TimeSpan.Zero)
            options.StatusFalseFor = options.WaitingFor = options.ClaimedFor = options.ActiveFor = options.ActivePerContact = TimeSpan.Zero;
        return options;
    }

    private static void Prepare(SimulatedAccount account)
    {
        account.AddField("City", FieldType.Text);
        account.AddField("Level", FieldType.Dropdown, ["Gold", "Silver"]);
        int news = account.AddList("News A");
        account.AddList("News B");
        account.AddAccount("Acme 1");
        for (int i = 1; i <= Rows; i += 11)
        {
            account.AddContact($"p{i}@example.org", "Old", "Older", "555", "Acme 1", ["kept"], listIds: [news]);
            if (i % 2 == 0)
                account.Unsubscribe($"p{i}@example.org", news);
        }
    }

    /// <summary>Rows of which one in twenty repeats an address of before, mostly in other letters, near or far.</summary>
    private static IEnumerable<object?[]> File(int seed)
    {
        Random random = new(seed);
        List<string> known = [];
        for (int i = 1; i <= Rows; i++)
        {
            bool repeats = known.Count > 0 && random.Next(20) == 0;
            int back = random.Next(3) == 0 ? 1 : random.Next(known.Count) + 1;
            string email = repeats ? Respell(known[^back], random) : $"p{i}@example.org";
            known.Add(email);
            yield return Row(email, random, plain: !repeats && random.Next(4) != 0);
            if (i == Rows / 2)
            {
                for (int again = 0; again < 20; again++)
                    yield return Row(Respell(email, random), random, plain: false);
            }
        }
    }

    private static object?[] Row(string email, Random random, bool plain) => plain
        ? [email, "First " + random.Next(100), "Last", "+" + random.Next(100), "", "", "", "City " + random.Next(10), "Gold"]
        :
        [
            email,
            Some("First " + random.Next(100), random),
            Some("Last " + random.Next(100), random),
            Some("+" + random.Next(100), random),
            Some("Acme " + random.Next(3), random),
            random.Next(3) == 0 ? string.Join(",", "tag" + random.Next(4), "TAG" + random.Next(4)) : "",
            random.Next(12) == 0 ? "News A" : random.Next(12) == 0 ? "News B" : "",
            Some("City " + random.Next(10), random),
            random.Next(3) switch { 0 => "Gold", 1 => "Silver", _ => "" },
        ];

    private static string Some(string value, Random random) => random.Next(3) == 0 ? "" : value;

    private static string Respell(string email, Random random) => random.Next(4) switch
    {
        0 => email,
        1 => email.ToUpperInvariant(),
        2 => " " + char.ToUpper(email[0], CultureInfo.InvariantCulture) + email[1..],
        _ => email.Replace("example", "Example", StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>Everything of every contact but ids, times and counters.</summary>
    private static byte[] State(SimulatedAccount account) => JsonSerializer.SerializeToUtf8Bytes(
        account.Contacts.OrderBy(contact => contact.Email, StringComparer.OrdinalIgnoreCase).Select(contact => new
        {
            contact.Email,
            contact.FirstName,
            contact.LastName,
            contact.Phone,
            contact.AccountName,
            contact.Tags,
            Fields = contact.FieldValues.OrderBy(value => value.Key).Select(value => $"{value.Key}={value.Value}"),
            Lists = contact.Lists.OrderBy(list => list.Key).Select(list => $"{list.Key}={list.Value}"),
        }),
        s_indented);
}
