using System;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>Where a history is written: a journal that can be cut off as a kill does it, also in the middle of a line.</summary>
internal sealed class LedgerPlace : IDisposable
{
    private string _root = MakeRoot();

    public LedgerPlace()
    {
        Directory.CreateDirectory(Path.Combine(_root, Wire.Host));
        File.WriteAllBytes(Path.Combine(_root, Wire.Host, "key"), Contacts.Key);
        Journal = Store.Create(TempJournal.Header);
    }

    public JournalStore Store => new(_root);

    public string Folder => Store.FolderOf(Wire.Host, TempJournal.Header.Id);

    /// <summary>The journal of the process that works on it; null while none does.</summary>
    public JournalWriter? Journal { get; private set; }

    public bool HoldsSegments => Directory.EnumerateFiles(Folder, "batches-*").Any();

    public JournalWriter Open() => Journal = JournalStore.OpenToRun(Folder);

    public void Close()
    {
        Journal?.EndRun();
        Journal?.Dispose();
        Journal = null;
    }

    /// <summary>Kills the process while it writes: of the line it is at there is a part, or nothing.</summary>
    public void Kill(Action<JournalWriter> write, int cut)
    {
        string killed = _root;
        string left = MakeRoot();
        foreach (string path in Files())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Left(path))!);
            File.Copy(path, Left(path));
        }

        // Held while it is copied; all that it says is that there is a first line.
        File.WriteAllText(Left(Path.Combine(Folder, "lock")), "+");
        write(Journal!);
        Journal!.Drain();
        foreach (string path in Files().Where(path => !path.EndsWith("key", StringComparison.Ordinal)))
        {
            byte[] line = Grown(path, Left(path));
            if (line.Length == 0)
                continue;
            using FileStream file = new(Left(path), FileMode.Append);
            file.Write(line, 0, cut % line.Length);
            break;
        }

        Close();
        Directory.Delete(killed, recursive: true);
        _root = left;

        string[] Files() => Directory.EnumerateFiles(killed, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != "lock").Order(StringComparer.Ordinal).ToArray();

        string Left(string path) => Path.Combine(left, Path.GetRelativePath(killed, path));
    }

    public void Dispose()
    {
        Close();
        Directory.Delete(_root, recursive: true);
    }

    private static byte[] Grown(string path, string before)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(File.Exists(before) ? new FileInfo(before).Length : 0, SeekOrigin.Begin);
        using MemoryStream grown = new();
        file.CopyTo(grown);
        return grown.ToArray();
    }

    // In memory where that can be had: what is tried here is a kill and no power cut.
    private static string MakeRoot() =>
        Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "acbulk-ledger-" + Guid.NewGuid().ToString("N"))).FullName;
}
