using System;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Preflight;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Preflight;

public sealed class IssueFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_LeavesAFileOfAnyOtherNameAlone(bool completes)
    {
        string path = _folder.File("issues.csv");
        File.WriteAllText(path + ".new", "somebody's");
        using (IssueFile file = new(path, safe: true))
        {
            file.Write(null, isError: true, "HeaderUnknown", "=a", "text");
            if (completes)
                file.Complete();
        }

        Assert.Equal("somebody's", File.ReadAllText(path + ".new"));
        Assert.Equal(completes ? ["issues.csv", "issues.csv.new"] : ["issues.csv.new"], Directory.GetFiles(_folder.Path).Select(found => Path.GetFileName(found)).Order());
        Assert.True(!completes || File.ReadAllText(path).Contains("HeaderUnknown,'=a,text", StringComparison.Ordinal));
    }
}
