using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Module.Tests;

/// <summary>What came of a file of Pester tests.</summary>
/// <param name="Count">Tests in it.</param>
/// <param name="NotRun">Those that were skipped.</param>
/// <param name="Failures">Names and messages of those that failed.</param>
public sealed record PesterFile(int Count, int NotRun, IReadOnlyList<string> Failures);
