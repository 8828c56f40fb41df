using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>
/// Takes tags off contacts. That goes by the id of the link between the two, which one call tells for a hundred contacts
/// where the service puts the links beside them; it does not promise to.
/// </summary>
internal sealed class RemoveTagAction : ICallAction
{
    private readonly ContactReader _contacts;
    private readonly HashSet<int> _tags;

    public RemoveTagAction(AccountConnection connection, IEnumerable<int> tags)
    {
        _contacts = new ContactReader(connection);
        _tags = [.. tags];
    }

    // Where few have the tag, reading is all there is to do.
    public int ReadsAhead => 4;

    public string NothingToDo => ServiceTexts.TagNotThere;

    public string? Missing => null;

    public bool HasMonthlyLimit => false;

    public string? Notice => null;

    public string? MovedBackup => null;

    public void Prepare()
    {
    }

    public Task<IReadOnlyList<Contact>> ReadAsync(IReadOnlyCollection<int> ids, CancellationToken token) => _contacts.EachAsync(ids, ContactParts.TagLinks, token);

    public void Begin(IReadOnlyCollection<Contact> contacts)
    {
    }

    public RowProblem? Refusal(Contact contact) => null;

    public IReadOnlyList<string> Routes(Contact contact) => contact.LinksTo(_tags).Select(Wire.Routes.ContactTag).ToList();

    public void Answered(CallOutcome outcome)
    {
    }

    public void Ended(IReadOnlyList<string> emails)
    {
    }

    public void Complete()
    {
    }

    public void Dispose()
    {
    }
}
