using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>Makes rows, contacts and batches.</summary>
internal static class Contacts
{
    public static byte[] Key { get; } = Enumerable.Range(1, 32).Select(number => (byte)number).ToArray();

    public static RowShape Shape { get; } = new(["email", "phone"]);

    public static ImportEnvelope Envelope { get; } = ImportEnvelopes.Create(skipAutomation: false, callback: null);

    public static string Email(long number) => string.Format(CultureInfo.InvariantCulture, "row{0}@example.com", number);

    public static ContactRow Contact(string email, string? phone = null) =>
        new() { Email = email, Phone = phone, Fields = [], Tags = [], Subscribe = [], Unsubscribe = [] };

    public static BatchBuilder Builder(int maxContacts = 250, int maxBytes = ServiceLimits.MaxBytes, int holdUntil = 0, ImportEnvelope? envelope = null) =>
        new(new BatchLimits(maxContacts, maxBytes, holdUntil), envelope ?? Envelope, new RowDigester(Key));

    public static bool Add(this BatchBuilder builder, long number, string? phone = null, RowShape? shape = null, long line = 0) =>
        builder.TryAdd(new SourceRow(number, line, shape ?? Shape, [Email(number), phone]), Contact(Email(number), phone));

    /// <summary>A planned batch of rows, each with its address and its number as the phone.</summary>
    public static Batch Batch(int number, params long[] rows)
    {
        using BatchBuilder builder = Builder();
        foreach (long row in rows)
            builder.Add(row, "+" + row.ToString(CultureInfo.InvariantCulture), line: row + 1);
        Batch batch = builder.Complete().Single();
        batch.Number = number;
        return batch;
    }

    public static IReadOnlyList<long> Numbers(Batch batch) => batch.Rows.Select(row => row.Number).ToList();

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.ToArray());

    public static string Text(Batch batch) => Text(batch.Body.AsMemory());

    /// <summary>The addresses in a request, in order.</summary>
    public static IReadOnlyList<string> Emails(Batch batch)
    {
        using JsonDocument document = JsonDocument.Parse(batch.Body.AsMemory());
        return document.RootElement.GetProperty("contacts").EnumerateArray().Select(contact => contact.GetProperty("email").GetString()!).ToList();
    }
}
