using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Exclusion;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using CsCheck;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Exclusion;

/// <summary>
/// Whatever spelling, encoding, quoting and invisible characters an address carries in the exclusion file: either it
/// excludes that address, or the reading ends with an error, which is before anything is sent.
/// </summary>
public sealed class ExclusionPropertyTests : IDisposable
{
    private const string Seed = "0N0XIzNsQ0O2";

    private static readonly string[] s_locals = ["ann", "bob.may", "cy+news", "o'brien", "d_e", "x1-y", "zoë", "ëàü", "иван", "josé.m", "ann%b", "a*n", "=dee"];
    private static readonly string[] s_domains = ["one.example", "sub.two.example", "münchen.example", "xn--mnchen-3ya.example", "правда.example", "a-b.example"];
    private static readonly string[] s_invisible = ["", "", "", " ", "\t", "\u00A0", "\u200B", "\u200E", "\u2060", "\uFEFF", "\u00AD", "\u3000", "\u034F", "\uFE0F", "\0", "\u180E"];
    private static readonly string[] s_wraps = ["{0}", "{0}", "{0}", "\"{0}\"", "'{0}'", "\u201C{0}\u201D", "<{0}>", "Ann <{0}>", "mailto:{0}", "{0};", "{0},", "{0}.", "- {0}", "\u2022{0}", "={0}", "+{0}", "{0}\t2026", "{0} # left", "({0})", "smtp:{0}", "{0}\u2028cy@two.example"];
    private static readonly string[] s_encodings = ["utf-8", "utf-16", "utf-16BE", "utf-32", "utf-32BE", "iso-8859-1", "us-ascii"];
    private static readonly string[] s_frames = ["{0}", "{0}\n", "\r\n{0}\r\n", "# who left\n{0}", "cy@two.example\n{0}", "{0}\rcy@two.example", "email\n{0}\n", "\"email\"\r\n\"{0}\"\r\n", "name;E-Mail\r\nZoë;{0}\r\n", "name,email\n\"May, Ann\",\"{0}\"\n", "id\tmail\n1\t{0}\n", "email,Mail\ncy@two.example,{0}\n"];

    private static readonly Gen<ExclusionCase> s_cases =
        from local in Gen.OneOf(s_locals)
        from domain in Gen.OneOf(s_domains)
        from spelling in Gen.Int[0, 5]
        from before in Gen.OneOf(s_invisible)
        from inside in Gen.OneOf(s_invisible)
        from after in Gen.OneOf(s_invisible)
        from place in Gen.Int[0, 12]
        from wrap in Gen.OneOf(s_wraps)
        from frame in Gen.OneOf(s_frames)
        from encoding in Gen.OneOf(s_encodings)
        from mark in Gen.Bool
        select new ExclusionCase(local + "@" + domain, spelling, before, place == 0 ? inside : string.Empty, after, wrap, frame, encoding, mark);

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Read_WhateverAnAddressCarries_ExcludesItOrEnds()
    {
        long excluded = 0;
        s_cases.Sample(test => excluded += Excludes(test) ? 1 : 0, iter: Count(), threads: 1, seed: Seed);
        Assert.True(excluded > Count() / 20, $"Only {excluded} cases excluded anybody: the property would hold of a reader that refuses everything.");
    }

    // More by a script: Test-Exclusions.ps1.
    private static int Count() => int.TryParse(Environment.GetEnvironmentVariable("AC_BULK_EXCLUSION_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 400;

    private bool Excludes(ExclusionCase test)
    {
        string path = _temp.File("never.txt");
        File.WriteAllBytes(path, test.Bytes());
        try
        {
            using ExclusionList list = ExclusionReader.Read([path], CancellationToken.None);
            string row = Mapped(test.Address);
            Assert.True(list.Holds(row), $"'{test.Address}' would be sent: {test}");
            Assert.False(list.Holds("never." + row));
            return true;
        }
        catch (BulkException e)
        {
            Assert.Equal(BulkError.ExclusionInvalid, e.Error);
            return false;
        }
    }

    // As an import takes it out of a row.
    private static string Mapped(string address)
    {
        RowMapper mapper = new(new MappingSettings(), new AccountCatalog([], [], []));
        return mapper.Map(new SourceRow(1, 0, new RowShape(["email"]), ["\u200B" + address + "\u00A0"]), out RowProblem? problem)?.Email
            ?? throw new InvalidOperationException(problem!.Text);
    }
}
