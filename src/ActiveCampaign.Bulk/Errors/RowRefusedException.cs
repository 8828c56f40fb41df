using System;

namespace ActiveCampaign.Bulk;

/// <summary>A row that was refused. The text never holds the address; the row is the error's target.</summary>
public sealed class RowRefusedException : Exception
{
    internal RowRefusedException(string message, long rowNumber, long line)
        : base(message)
    {
        RowNumber = rowNumber;
        Line = line;
    }

    /// <summary>Number of the row in the input, 1-based.</summary>
    public long RowNumber { get; }

    /// <summary>Line of the file it starts on; 0 where there is no file.</summary>
    public long Line { get; }
}
