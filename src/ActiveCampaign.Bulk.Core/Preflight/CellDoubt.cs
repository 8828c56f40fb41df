namespace ActiveCampaign.Bulk.Core.Preflight;

/// <summary>What a program on the way may have done to a cell. The names are stable: hosts use them as codes.</summary>
internal enum CellDoubt
{
    /// <summary>Nothing that shows.</summary>
    None,

    /// <summary>A number in E-notation, whose digits are gone.</summary>
    NumberShortened,

    /// <summary>A number of more than 15 digits, of which those behind the 15th are zeros.</summary>
    NumberRounded,

    /// <summary>A text that is exactly as long as programs cut texts off at.</summary>
    TextCut,

    /// <summary>UTF-8 that was read as the encoding of Windows, and saved so.</summary>
    EncodingDoubtful,

    /// <summary>A day and a month where another text may have been, as 3-4.</summary>
    DateDoubtful,
}
