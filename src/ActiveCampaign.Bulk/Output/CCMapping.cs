using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.ConstantContact.Export;
using ActiveCampaign.Bulk.ConstantContact.Lookup;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk;

/// <summary>Makes the module's output of what Constant Contact has.</summary>
internal static class CCMapping
{
    public static CCList ToList(MailingList list, BulkSession session) => new()
    {
        Id = list.Id,
        Name = PlainText.Of(list.Name),
        Description = PlainText.Of(list.Description ?? string.Empty),
        Members = list.Members,
        CreatedAt = list.CreatedAt,
        UpdatedAt = list.UpdatedAt,
        Host = session.Host,
        IsSimulator = session.IsSimulator,
    };

    public static CCField ToField(CustomField field, BulkSession session) => new()
    {
        Id = field.Id,
        Label = PlainText.Of(field.Label),
        Name = PlainText.Of(field.Name),
        Type = field.Type,
        Choice = field.Choices.ToArray(),
        Host = session.Host,
        IsSimulator = session.IsSimulator,
    };

    public static CCTag ToTag(AccountTag tag, BulkSession session) => new()
    {
        Id = tag.Id,
        Name = PlainText.Of(tag.Name),
        Contacts = tag.Contacts,
        Host = session.Host,
        IsSimulator = session.IsSimulator,
    };

    /// <summary>A contact, with what the columns that were asked for say of it.</summary>
    public static CCContact ToContact(StoredContact contact, IReadOnlyList<StoredColumn> columns, BulkSession session)
    {
        string? Cell(string name) => columns.FirstOrDefault(column => column.Name == name)?.Text(contact);
        List<StoredColumn> fields = columns.Where(column => column.Field is not null).ToList();
        return new CCContact
        {
            Id = contact.Id,
            Email = contact.Email,
            Status = contact.Status,
            Permission = contact.Permission,
            FirstName = contact.Find("first_name") ?? string.Empty,
            LastName = contact.Find("last_name") ?? string.Empty,
            CompanyName = contact.Find("company_name") ?? string.Empty,
            Values = CellsOf(contact, columns.Where(column => column.IsValue)),
            Fields = fields.Count > 0 ? CellsOf(contact, fields) : null,
            FieldColumns = fields,
            Lists = Cell(StoredColumns.Lists) is string lists ? StoredColumns.Split(lists) : null,
            Tags = Cell(StoredColumns.Tags) is string tags ? StoredColumns.Split(tags) : null,
            OptedInAt = contact.OptedInAt,
            OptInSource = contact.OptInSource,
            OptedOutAt = contact.OptedOutAt,
            Created = contact.CreatedAt,
            Updated = contact.UpdatedAt,
            Host = session.Host,
            IsSimulator = session.IsSimulator,
        };
    }

    /// <summary>What the service has, with the batch and activity that the journal knows it by.</summary>
    public static CCActivity ToActivity(ServiceActivity job, ActivitySnapshot? activity, BatchRecord? batch, BulkSession session) => new()
    {
        ActivityId = activity?.Header.Id,
        Name = activity?.Header.Name ?? PlainText.Of(job.FileName ?? string.Empty),
        Kind = activity?.Header.Kind ?? string.Empty,
        BatchNumber = batch?.Number,
        BatchId = job.Id,
        State = ToState(job.State),
        PercentDone = job.PercentDone,
        CreatedAt = job.CreatedAt,
        StartedAt = job.StartedAt,
        CompletedAt = job.CompletedAt,
        FileName = job.FileName is null ? null : PlainText.Of(job.FileName),

        // The service counts the heading along.
        Rows = batch?.Rows ?? System.Math.Max(0, Count(job, "items_total_count") - 1),
        People = job.Counters.TryGetValue("person_count", out int people) ? people : null,
        Errors = Count(job, "error_count"),
        Correctable = Count(job, "correctable_count"),
        NotAddable = Count(job, "cannot_add_to_list_count"),
        Message = PlainText.Of(string.Join(" ", job.Errors)),
        NextCommand = NextCommandOf(activity),
        Folder = activity?.Folder ?? string.Empty,
        Host = session.Host,
        IsSimulator = session.IsSimulator,
    };

    /// <summary>What the journal knows and the service has not: a batch, or an activity without one.</summary>
    public static CCActivity ToActivity(ActivitySnapshot activity, BatchRecord? batch, BulkSession session) => new()
    {
        ActivityId = activity.Header.Id,
        Name = activity.Header.Name,
        Kind = activity.Header.Kind,
        BatchNumber = batch?.Number,
        BatchId = batch?.BatchId,
        CreatedAt = batch?.AnsweredAt ?? activity.Header.StartedAt,
        Rows = batch?.Rows ?? (int)System.Math.Min(int.MaxValue, activity.RowsRead),
        NextCommand = NextCommandOf(activity),
        Folder = activity.Folder,
        Host = session.Host,
        IsSimulator = session.IsSimulator,
    };

    private static CCActivityState ToState(string state) => state switch
    {
        "initialized" => CCActivityState.Initialized,
        "processing" => CCActivityState.Processing,
        "completed" => CCActivityState.Completed,
        "cancelled" => CCActivityState.Cancelled,
        "failed" => CCActivityState.Failed,
        "timed_out" or "time_out" => CCActivityState.TimedOut,
        _ => CCActivityState.NotKnown,
    };

    private static string? NextCommandOf(ActivitySnapshot? activity) =>
        activity is null ? null : CommandNames.InOrNull(ServiceKind.ConstantContact, NextCommands.For(activity));

    private static ReadOnlyDictionary<string, string> CellsOf(StoredContact contact, IEnumerable<StoredColumn> columns)
    {
        Dictionary<string, string> cells = new(System.StringComparer.OrdinalIgnoreCase);
        foreach (StoredColumn column in columns)
        {
            if (column.Text(contact) is { Length: > 0 } text)
                cells[column.Name] = text;
        }

        return new ReadOnlyDictionary<string, string>(cells);
    }

    private static int Count(ServiceActivity job, string name) => job.Counters.TryGetValue(name, out int count) ? count : 0;
}
