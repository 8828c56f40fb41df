using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// Reads the contact that a pipeline object names. A text is an address, a whole number an id, and a row or one of our
/// own contacts names somebody by id or address, whatever else it has. Other objects name nobody: their ids are those of
/// processes or jobs.
/// </summary>
internal static class ContactInput
{
    /// <summary>Reads one object; null for a row whose cells are all blank.</summary>
    /// <param name="input">The object.</param>
    /// <param name="row">Its place in the input, from 1.</param>
    /// <param name="session">The account that it is a contact of.</param>
    /// <param name="allowIdOnly">Whether a row may have an id alone, which nothing can be held against.</param>
    /// <exception cref="CommandException">It names no contact, or one of another account.</exception>
    public static ContactReference? Read(PSObject input, long row, BulkSession session, bool allowIdOnly)
    {
        if (row == 1)
            CheckColumns(input);
        return input.BaseObject switch
        {
            string email => Named(row, null, email, session),
            int or long or short or uint or ushort => Named(row, Convert.ToString(input.BaseObject, CultureInfo.InvariantCulture), null, session),
            Guid when !allowIdOnly => throw new CommandException(ErrorIds.IdWithoutAddress, Messages.IdWithoutAddress(row), row),
            Guid id => Named(row, id.ToString(), null, session),
            _ when InputKinds.IsOther(input) => throw new CommandException(ErrorIds.NotAContact, Messages.NotAContact(row), row),
            _ => FromCells(input, row, session, allowIdOnly),
        };
    }

    /// <summary>Makes sure that rows have a column that contacts are found by, which the first of them tells.</summary>
    /// <exception cref="CommandException">They have none.</exception>
    public static void CheckColumns(PSObject first)
    {
        if (InputKinds.IsContact(first) || InputKinds.IsOther(first) || InputKinds.CellsOf(first) is not IEnumerable<KeyValuePair<string, object?>> cells)
            return;
        KeyValuePair<string, object?>[] all = cells.ToArray();
        RowIdentity named = RowIdentity.Read(all);
        if (named.HasId || named.HasAddress)
            return;
        string[] columns = all.Select(cell => cell.Key).ToArray();
        string? mistake = MemberRows.FindHeaderMistake(columns, all.Select(cell => cell.Value));
        throw new CommandException(ErrorIds.NotAContact, mistake ?? Messages.NoContactColumn(columns), 1);
    }

    private static ContactReference? FromCells(PSObject input, long row, BulkSession session, bool allowIdOnly)
    {
        RowIdentity named = RowIdentity.Read(InputKinds.CellsOf(input) ?? throw NotARow(input));
        if (named.Id is not null && named.Address is null && InputKinds.IsForeign(input))
            throw NotARow(input);
        if (named.IsBlank)
            return null;
        bool isOurs = InputKinds.IsContact(input);
        if ((isOurs || named.Id is not null) && named.Host is string host && !string.Equals(host, session.Host, StringComparison.OrdinalIgnoreCase))
            throw ErrorRecords.Mismatch(host, session.Host, row);
        if (named.OtherId is not null)
            throw new CommandException(nameof(RowReason.ContactMismatch), Messages.TwoIds(row), row);
        isOurs &= named.Host is not null;
        if (named.Id is not null && named.Address is null && !isOurs && !allowIdOnly)
            throw new CommandException(ErrorIds.IdWithoutAddress, Messages.IdWithoutAddress(row), row);
        return named.Addresses.Count > 1
            ? throw new CommandException(ErrorIds.NotAContact, Messages.TwoAddresses(row), row)
            : Named(row, named.Id, named.Address, session) with { IsOurs = isOurs };
    }

    private static ContactReference Named(long row, string? id, string? email, BulkSession session)
    {
        if (id is null && string.IsNullOrWhiteSpace(email))
            throw new CommandException(ErrorIds.NotAContact, Messages.NotAContact(row), row);

        // A cell that is there and blank says that the contact has no address; without an id it would be nobody.
        string? address = email is null ? null : AddressText.Read(email);
        return session is CCSession
            ? new ContactReference(row, null, address) { Key = id is null ? null : MemberRows.ReadKey(id) ?? throw new CommandException(ErrorIds.NotAContact, Messages.NotAContactKey(row), row) }
            : new ContactReference(row, id is null ? null : MemberRows.ReadId(id) is int number and > 0 ? number : throw new CommandException(ErrorIds.NotAContact, Messages.NotAContactId(row), row), address);
    }

    private static CommandException NotARow(PSObject input) =>
        new(ErrorIds.NotARow, Messages.NotAContactRow(input.TypeNames.Count > 0 ? input.TypeNames[0] : input.BaseObject.GetType().Name), input);
}
