namespace ActiveCampaign.Bulk.Parameters;

/// <summary>A list that a command works on.</summary>
/// <param name="Key">What finds it for sure.</param>
/// <param name="Name">What people call it.</param>
internal sealed record ListChoice(string Key, string Name);
