using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>
/// Takes tags off contacts. That goes by the id of the link between the two, which one call tells for a hundred contacts
/// where the service puts the links beside them; it does not promise to.
/// </summary>
internal sealed class RemoveTagAction : CallAction
{
    private readonly HashSet<int> _tags;

    public RemoveTagAction(AccountConnection connection, IEnumerable<int> tags)
        : base(connection, ContactParts.TagLinks)
    {
        _tags = [.. tags];
    }

    // Where few have the tag, reading is all there is to do.
    public override int ReadsAhead => 4;

    public override string NothingToDo => ServiceTexts.TagNotThere;

    public override IReadOnlyList<string> Routes(Contact contact) => contact.LinksTo(_tags).Select(Wire.Routes.ContactTag).ToList();
}
