namespace ActiveCampaign.Bulk;

/// <summary>A page that tells of activities.</summary>
public sealed class ACActivityReport
{
    internal ACActivityReport()
    {
    }

    /// <summary>The file.</summary>
    public string Path { get; internal init; } = string.Empty;

    /// <summary>The activities it tells of.</summary>
    public string[] ActivityId { get; internal init; } = [];

    /// <summary>Rows that these have read.</summary>
    public long Rows { get; internal init; }

    /// <summary>Whether it names refused rows by their addresses.</summary>
    public bool ShowsAddress { get; internal init; }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; internal init; }
}
