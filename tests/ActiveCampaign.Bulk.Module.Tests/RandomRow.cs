using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Module.Tests;

/// <summary>A random object, to be made in PowerShell.</summary>
/// <param name="Kind">How it is made.</param>
/// <param name="Cells">What it has, beside its address.</param>
public sealed record RandomRow(string Kind, IReadOnlyList<RandomCell> Cells);
