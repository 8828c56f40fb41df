using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Child;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Files;

/// <summary>Who may read what an import leaves, under each umask that is usual. On Windows the folder's rights decide.</summary>
public sealed class PrivateFileTests
{
    private const UnixFileMode File600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Folder700 = File600 | UnixFileMode.UserExecute;
    private const UnixFileMode Open777 = (UnixFileMode)0x1FF;

    [Theory]
    [InlineData("000")]
    [InlineData("022")]
    [InlineData("077")]
    public async Task Import_DefaultFolder_UserAloneCanRead(string umask)
    {
        if (OperatingSystem.IsWindows())
            return;
        using TempFolder temp = new();
        string root = temp.File("ActiveCampaign.Bulk");
        MakeOldFiles(root);
        DateTimeOffset start = DateTimeOffset.UtcNow;
        using SimulatorServer server = SimulatorServer.Start(new SimulatorOptions { Clock = new ScaledTimeProvider(TimeProvider.System, 40, start), EnforceLimits = false });
        ErrandPlace place = new(root, server.Uri, server.ApiToken, start, 40);
        File.WriteAllLines(temp.File("people.csv"), Enumerable.Range(1, 120).Select(row => row == 7 ? "no address" : $"p{row}@example.org").Prepend("email"));

        using ChildProcess child = ChildProcess.WithUmask(umask, temp.Path, ["import", .. place.ToWords(), temp.File("people.csv"), "True"]);
        Assert.Equal("done", await child.ReadLineAsync());
        await child.WaitForExitAsync();

        List<FileSystemInfo> entries = [new DirectoryInfo(root), .. new DirectoryInfo(root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)];
        Assert.Contains(entries, entry => entry.Name == "key");
        Assert.Contains(entries, entry => entry.Name == "rejects.csv");
        Assert.Contains(entries, entry => entry.Name == "refused.jsonl");
        Assert.All(entries, entry => Assert.Equal(entry is DirectoryInfo ? Folder700 : File600, entry.UnixFileMode));
    }

    [Fact]
    public void Open_FileOfTheUser_NewIsPrivateOldKeepsItsRights()
    {
        if (OperatingSystem.IsWindows())
            return;
        using TempFolder temp = new();
        File.WriteAllText(temp.File("old"), string.Empty);
        File.SetUnixFileMode(temp.File("old"), File600 | UnixFileMode.GroupRead);

        foreach (FileMode mode in new[] { FileMode.Append, FileMode.OpenOrCreate, FileMode.Create, FileMode.CreateNew })
        {
            PrivateFile.Open(temp.File(mode.ToString()), mode, FileAccess.Write, FileShare.None).Dispose();
            Assert.Equal(File600, File.GetUnixFileMode(temp.File(mode.ToString())));
        }

        PrivateFile.Open(temp.File("old"), FileMode.Append, FileAccess.Write, FileShare.None).Dispose();
        Assert.Equal(File600 | UnixFileMode.GroupRead, File.GetUnixFileMode(temp.File("old")));
    }

    // As an earlier version left them, where nothing was asked of the system.
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void MakeOldFiles(string root)
    {
        string host = Path.Combine(root, "old.example.com");
        Directory.CreateDirectory(Path.Combine(host, "lanes"));
        File.WriteAllText(Path.Combine(host, "key"), "0123456789abcdef0123456789abcdef");
        File.WriteAllText(Path.Combine(host, "lanes", "bulk.lane"), string.Empty);
        foreach (string path in Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories).Append(root).ToList())
            File.SetUnixFileMode(path, Open777);
    }
}
