using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Service;

namespace ActiveCampaign.Bulk.Core.Export;

/// <summary>One contact as it is exported.</summary>
/// <param name="Id">Numeric id.</param>
/// <param name="Email">Address, possibly empty.</param>
/// <param name="FirstName">First name.</param>
/// <param name="LastName">Last name.</param>
/// <param name="Phone">Phone number.</param>
/// <param name="Status">active, unconfirmed, unsubscribed, bounced, or none for a contact on no list.</param>
/// <param name="Created">When it was made, as the service writes it.</param>
/// <param name="Updated">When it was changed, as the service writes it.</param>
public sealed record ExportedContact(
    int Id, string Email, string FirstName, string LastName, string Phone, string Status, string Created, string Updated)
{
    /// <summary>The columns of an export, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["id", "email", "first_name", "last_name", "phone", "status", "created", "updated"];

    /// <summary>The cells, in the order of <see cref="Columns"/>.</summary>
    public IEnumerable<string> Cells() =>
        [Id.ToString(System.Globalization.CultureInfo.InvariantCulture), Email, FirstName, LastName, Phone, Status, Created, Updated];

    internal static ExportedContact Read(JsonElement contact, string status) => new(
        WireText.ReadInt(contact, "id") ?? 0,
        WireText.Read(contact, "email") ?? string.Empty,
        WireText.Read(contact, "firstName") ?? string.Empty,
        WireText.Read(contact, "lastName") ?? string.Empty,
        WireText.Read(contact, "phone") ?? string.Empty,
        status,
        Date(contact, "cdate"),
        Date(contact, "udate"));

    // An empty date comes as null, "", or zeros.
    private static string Date(JsonElement contact, string name) =>
        WireText.Read(contact, name) is string date && !date.StartsWith("0000-00-00", System.StringComparison.Ordinal) ? date : string.Empty;
}
