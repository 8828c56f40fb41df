using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>An account with one field of each kind, three lists and a few tags.</summary>
internal static class Account
{
    public static FieldDefinition Plan { get; } = new(1, "Plan", "PLAN", "dropdown", ["Gold", "Silver | Plus"]);

    public static FieldDefinition Colours { get; } = new(2, "Favourite Colours", "COLOURS", "checkbox", ["Red", "Blue", "Black; White"]);

    public static FieldDefinition Birthday { get; } = new(3, "Birthday", "BIRTHDAY", "date", []);

    public static FieldDefinition LastVisit { get; } = new(4, "Last visit", "LAST_VISIT", "datetime", []);

    public static FieldDefinition Notes { get; } = new(5, "Notes", "NOTES", "textarea", []);

    public static FieldDefinition Sizes { get; } = new(6, "Sizes", "SIZES", "listbox", []);

    public static AccountCatalog Catalog { get; } = new(
        [Plan, Colours, Birthday, LastVisit, Notes, Sizes],
        [new(3, "Newsletter", "newsletter"), new(9, "News, weekly", "news-weekly"), new(12, "7", "seven")],
        [new(1, "VIP", ""), new(2, "Trade; Fair", ""), new(5, "Gold", ""), new(40, "1", "")]);
}
