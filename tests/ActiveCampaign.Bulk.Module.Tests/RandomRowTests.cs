using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace ActiveCampaign.Bulk.Module.Tests;

public sealed class RandomRowTests
{
    [Fact]
    public void Import_RandomObjects_StoresWhatTheSameRowsInAFileStore()
    {
        string cases = Path.Combine(AppContext.BaseDirectory, "random-rows.json");
        File.WriteAllText(cases, JsonSerializer.Serialize(RandomRows.Of((uint)Asked("AC_BULK_RANDOM_SEED", 20261128), Asked("AC_BULK_RANDOM_ROWS", 400)).Select(Marked)));
        (int exitCode, string output) = PesterHost.Run(Path.Combine(ModuleFolder.Tests, "Compare-RandomRow.ps1"), "-Path", cases);
        Assert.True(exitCode == 0, output);
        Assert.Contains("alike", output, StringComparison.Ordinal);
    }

    // ConvertFrom-Json makes dates of texts that look like one, unless a mark stands before them.
    private static RandomRow Marked(RandomRow row) => row with
    {
        Cells = [.. row.Cells.Select(cell => cell with { Text = "~" + cell.Text, Items = [.. cell.Items.Select(item => item is null ? null : "~" + item)] })],
    };

    private static int Asked(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
