using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Journal;

/// <summary>
/// The journal of an open import is damaged in a way that the seed says. Fuzz-Journal.ps1 runs more cases than fit here.
/// </summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class FuzzTests
{
    private const int Cases = 40;
    private const string CasesVariable = "AC_BULK_FUZZ_CASES";

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, Asked())];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Damaged_NoRowLostInSilenceNothingGarbledSentOthersUntouched(int seed)
    {
        using FuzzCase journal = new(seed);
        await journal.DamageAsync();
        try
        {
            journal.AssertReadable();
            await journal.AssertResumesAsync();
            journal.AssertRemovable();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {seed}, version {(journal.IsVersion1 ? 1 : 2)}: {journal.What}", e);
        }
    }

    private static int Asked() =>
        int.TryParse(Environment.GetEnvironmentVariable(CasesVariable), NumberStyles.None, CultureInfo.InvariantCulture, out int cases) ? cases : Cases;
}
