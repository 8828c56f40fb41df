using System;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Names;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Names;

public sealed class KnownNamesTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    private string File1 => _folder.File("names.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_WhatAnotherProcessSaved_IsThereForAWhile()
    {
        Save(NameKind.Field, new KnownName("3", "Größe \"L\"", ["SIZE", "text"]), new KnownName("4", "City", []));

        KnownName[] read = [.. new KnownNames().Find(NameKind.Field, File1, s_now.AddDays(9))!];
        Assert.Equal(["3 Größe \"L\" SIZE,text", "4 City "], read.Select(name => $"{name.Id} {name.Name} {string.Join(",", name.More)}"));
        Assert.Null(new KnownNames().Find(NameKind.Tag, File1, s_now));
        Assert.Null(new KnownNames().Find(NameKind.Field, File1, s_now.AddDays(11)));
    }

    [Fact]
    public void Save_OfOneKind_KeepsTheOthers()
    {
        Save(NameKind.List, new KnownName("1", "News", []));
        Save(NameKind.Tag, new KnownName("2", "vip", []));
        Assert.Equal("News", Assert.Single(new KnownNames().Find(NameKind.List, File1, s_now)!).Name);
        Assert.Equal("vip", Assert.Single(new KnownNames().Find(NameKind.Tag, File1, s_now)!).Name);
    }

    [Fact]
    public void Find_WhatThisProcessRead_ComesBeforeTheFile()
    {
        Save(NameKind.List, new KnownName("1", "Old", []));
        KnownNames names = new();
        names.Note(NameKind.List, [new KnownName("2", "New", [])]);
        Assert.Equal("New", Assert.Single(names.Find(NameKind.List, File1, s_now)!).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"at\":")]
    [InlineData("[1]")]
    [InlineData("{\"at\":\"2026-01-05T08:00:00+00:00\",\"List\":[[\"1\"]]}")]
    [InlineData("{\"at\":\"2026-01-05T08:00:00+00:00\",\"Planet\":[]}")]
    public void Find_InADamagedFile_IsNothing(string text)
    {
        File.WriteAllText(File1, text);
        Assert.Null(new KnownNames().Find(NameKind.List, File1, s_now));
    }

    [Fact]
    public void Save_NothingNewOrNoFolder_WritesNothing()
    {
        new KnownNames().Save(File1, s_now);
        Assert.False(File.Exists(File1));
        KnownNames names = new();
        names.Note(NameKind.List, [new KnownName("1", "News", [])]);
        names.Save(Path.Combine(_folder.Path, "host", "names.json"), s_now);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private void Save(NameKind kind, params KnownName[] known)
    {
        KnownNames names = new();
        names.Note(kind, known);
        names.Save(File1, s_now);
    }
}
