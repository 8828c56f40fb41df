namespace ActiveCampaign.Bulk.Core.Rows.Workbooks;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsVisible">Whether the spreadsheet program shows it.</param>
/// <param name="Place">Where its rows are, as the workbook's kind says it.</param>
internal sealed record Sheet(string Name, bool IsVisible, string Place);
