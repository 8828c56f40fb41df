using System.Globalization;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Preflight;

/// <summary>What people read about a test of an input. Each says what to do next; none holds contact data.</summary>
internal static class PreflightTexts
{
    public static string Doubt(CellDoubt doubt) => doubt switch
    {
        CellDoubt.NumberShortened => "The number is in E-notation, like 4.47901E+11: a spreadsheet has cut its digits off. Format the column as text where the file comes from, and save it again.",
        CellDoubt.NumberRounded => "The number has more than 15 digits, and those behind the 15th are zeros: a spreadsheet keeps no more. Take it from where it comes from, as text.",
        CellDoubt.TextCut => "The text is exactly as long as programs cut texts off at (255, 32,767 or 65,535 characters). See whether its end is there.",
        CellDoubt.EncodingDoubtful => "The text has signs like Ã¼: it was saved in another encoding than it was read in. Read the original again with its real encoding.",
        _ => "The text is a day and a month, like 3-May: a spreadsheet makes that of 3-5 or 3.5. See what it was.",
    };

    public static string AddressCameBefore(DuplicateMode mode) => "The address came before in this input. " + mode switch
    {
        DuplicateMode.KeepFirst => "Its first row counts, and this one is left out.",
        DuplicateMode.KeepLast => "Its last row counts, and the others are left out.",
        _ => "Its rows take effect one after the other, and the last one wins.",
    };

    public static string TagsNew(int tags) =>
        string.Format(CultureInfo.InvariantCulture, "{0} not exist, and the service would create {1} for good. Check the spelling.", tags == 1 ? "One tag does" : $"{tags:N0} tags do", tags == 1 ? "it" : "them");

    public static string ContactLimit(long room, long created) =>
        string.Format(CultureInfo.InvariantCulture, "The account has room for {0:N0} more contacts, and {1:N0} would be new: the service would not take the others. Make room in the account, or import fewer.", System.Math.Max(0, room), created);
}
