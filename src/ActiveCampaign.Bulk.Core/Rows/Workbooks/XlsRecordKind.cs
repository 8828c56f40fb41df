namespace ActiveCampaign.Bulk.Core.Rows.Workbooks;

/// <summary>The records of an .xls that matter here, by their numbers.</summary>
internal enum XlsRecordKind
{
    Formula = 0x06,
    End = 0x0A,
    Days1904 = 0x22,
    Locked = 0x2F,
    Continue = 0x3C,
    Sheet = 0x85,
    MultipleNumbers = 0xBD,
    RichText = 0xD6,
    Style = 0xE0,
    SharedStrings = 0xFC,
    SharedText = 0xFD,
    Number = 0x203,
    Text = 0x204,
    FlagOrError = 0x205,
    String = 0x207,
    Row = 0x208,
    ShortNumber = 0x27E,
    Format = 0x41E,
    Begin = 0x809,
}
