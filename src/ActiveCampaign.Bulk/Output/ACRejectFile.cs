namespace ActiveCampaign.Bulk;

/// <summary>A file that refused rows were written to.</summary>
public sealed class ACRejectFile
{
    internal ACRejectFile()
    {
    }

    /// <summary>The file.</summary>
    public string Path { get; internal init; } = string.Empty;

    /// <summary>Rows that were written.</summary>
    public long Rows { get; internal init; }

    /// <summary>The activities the rows were refused in.</summary>
    public string[] ActivityId { get; internal init; } = [];

    /// <summary>Whether cells are escaped for spreadsheets.</summary>
    public bool IsSafeForSpreadsheet { get; internal init; }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; internal init; }
}
