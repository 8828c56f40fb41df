using System.Linq;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>What is put beside contacts.</summary>
internal readonly record struct Include(bool Lists, bool Tags, bool TagNames, bool FieldValues)
{
    public static Include Everything { get; } = new(true, true, false, true);

    public static Include Parse(string? text)
    {
        string[] names = (text ?? "").Split(',').Select(name => name.Trim()).ToArray();
        bool tagNames = names.Contains("contactTags.tag");
        return new Include(
            names.Contains("contactLists"), tagNames || names.Contains("contactTags"), tagNames, names.Contains("fieldValues"));
    }
}
