using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Service.Mapping;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Service;

public sealed class ContactMergeTests
{
    [Theory]
    [InlineData("first")]
    [InlineData("last")]
    [InlineData("phone")]
    public void Text_LaterOneWins_AndNoneKeepsTheEarlier(string member)
    {
        Assert.Equal("new", Text(Merge(With(member, "old"), With(member, "new"))!, member));
        Assert.Equal("old", Text(Merge(With(member, "old"), With(member, null))!, member));
        Assert.Equal("new", Text(Merge(With(member, null), With(member, "new"))!, member));
        Assert.Equal("new", Text(Merge(With(member, ""), With(member, "new"))!, member));
        Assert.Equal("", Text(Merge(With(member, null), With(member, ""))!, member));
    }

    // Where the service passes over an empty text, the earlier value is what two rows would have left.
    [Theory]
    [InlineData("first")]
    [InlineData("last")]
    [InlineData("phone")]
    [InlineData("account")]
    [InlineData("field")]
    public void EmptyText_OverAValue_IsNotMerged(string member) => Assert.Null(Merge(With(member, "old"), With(member, "")));

    [Fact]
    public void Account_AnotherOne_IsNotMerged()
    {
        Assert.Null(Merge(With("account", "Acme"), With("account", "Other")));
        Assert.Null(Merge(With("account", ""), With("account", "Acme")));
        Assert.Equal("Acme", Merge(With("account", "Acme"), With("account", "Acme"))!.Account);
        Assert.Equal("Acme", Merge(With("account", "Acme"), With("account", null))!.Account);
        Assert.Equal("Acme", Merge(With("account", null), With("account", "Acme"))!.Account);
    }

    [Fact]
    public void Fields_ById_LaterOneWinsInItsPlace()
    {
        ContactRow merged = Merge(
            Row() with { Fields = [new FieldValue(1, "a"), new FieldValue(2, "b")] },
            Row() with { Fields = [new FieldValue(3, "c"), new FieldValue(1, "||x||y||")] })!;
        Assert.Equal([new FieldValue(1, "||x||y||"), new FieldValue(2, "b"), new FieldValue(3, "c")], merged.Fields);
    }

    [Fact]
    public void Tags_AreJoined_InTheFirstSpelling() =>
        Assert.Equal(["VIP", "b", "c"], Merge(Row() with { Tags = ["VIP", "b"] }, Row() with { Tags = ["c", "vip", "B"] })!.Tags);

    [Fact]
    public void Email_IsSpelledAsTheFirst() =>
        Assert.Equal("Änn@example.com", Merge(Row() with { Email = "Änn@example.com" }, Row() with { Email = "änn@EXAMPLE.com" })!.Email);

    [Theory]
    [InlineData("1,2", "2,1", true)]
    [InlineData("", "", true)]
    [InlineData("1", "", false)]
    [InlineData("1", "1,2", false)]
    [InlineData("1", "2", false)]
    public void Lists_OnlyTheSame_AreMerged(string first, string later, bool merges)
    {
        Assert.Equal(merges, Merge(Row() with { Subscribe = Ids(first) }, Row() with { Subscribe = Ids(later) }) is not null);
        Assert.Equal(merges, Merge(Row() with { Unsubscribe = Ids(first) }, Row() with { Unsubscribe = Ids(later) }) is not null);
    }

    [Fact]
    public void Reader_GivesBackWhatWasWritten()
    {
        ContactSpec all = Row() with
        {
            First = "A \"q\" \n", Last = "", Phone = "+1", Account = "Müller & Söhne", Tags = ["x"], Fields = [new FieldValue(7, "")], Subscribe = [3], Unsubscribe = [4, 5],
        };
        ContactRow read = ContactJson.Read(Json(all.ToRow()));
        Assert.Equal(Json(all.ToRow()).ToArray(), Json(read).ToArray());
    }

    private static ContactRow? Merge(ContactSpec first, ContactSpec later) => ContactMerge.Merge(Json(first.ToRow()), later.ToRow());

    private static ReadOnlyMemory<byte> Json(ContactRow contact)
    {
        using ByteBuffer buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
            ContactJson.Write(writer, contact);
        return buffer.Written.ToArray();
    }

    private static ContactSpec Row() => new();

    private static ContactSpec With(string member, string? value) => member switch
    {
        "first" => Row() with { First = value },
        "last" => Row() with { Last = value },
        "phone" => Row() with { Phone = value },
        "account" => Row() with { Account = value },
        _ => Row() with { Fields = [new FieldValue(4, value!)] },
    };

    private static string? Text(ContactRow contact, string member) =>
        member switch { "first" => contact.FirstName, "last" => contact.LastName, _ => contact.Phone };

    private static int[] Ids(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray();

    private sealed record ContactSpec
    {
        public string Email { get; init; } = "ann@example.com";

        public string? First { get; init; }

        public string? Last { get; init; }

        public string? Phone { get; init; }

        public string? Account { get; init; }

        public IReadOnlyList<FieldValue> Fields { get; init; } = [];

        public IReadOnlyList<string> Tags { get; init; } = [];

        public IReadOnlyList<int> Subscribe { get; init; } = [];

        public IReadOnlyList<int> Unsubscribe { get; init; } = [];

        public ContactRow ToRow() => new()
        {
            Email = Email, FirstName = First, LastName = Last, Phone = Phone, Account = Account, Fields = Fields, Tags = Tags, Subscribe = Subscribe, Unsubscribe = Unsubscribe,
        };
    }
}
