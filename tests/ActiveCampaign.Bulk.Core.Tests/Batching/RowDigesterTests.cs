using System;
using System.Buffers.Binary;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Batching;

public sealed class RowDigesterTests
{
    [Theory]
    [InlineData("Ann@Example.COM")]
    [InlineData("  ann@example.com ")]
    [InlineData("ANN@EXAMPLE.COM")]
    public void Address_OtherCaseAndBlanks_IsTheSame(string email)
    {
        using RowDigester digester = new(Contacts.Key);
        Assert.Equal(digester.Address("ann@example.com"), digester.Address(email));
    }

    [Fact]
    public void Address_OtherAddressOrKey_IsAnother()
    {
        using RowDigester digester = new(Contacts.Key);
        using RowDigester other = new(Contacts.Key.Reverse().ToArray());
        Assert.NotEqual(digester.Address("ann@example.com"), digester.Address("anne@example.com"));
        Assert.NotEqual(digester.Address("ann@example.com"), other.Address("ann@example.com"));
    }

    [Fact]
    public void Digest_OfBoth_IsTheHeadOfTheKeyedHash()
    {
        byte[] content = Encoding.UTF8.GetBytes("xx{\"email\":\"Ann@example.com\"}yy");
        using RowDigester digester = new(Contacts.Key);
        RowDigest digest = digester.Digest("Ann@example.com", new ArraySegment<byte>(content, 2, content.Length - 4));
        Assert.Equal(Expected("ann@example.com"), digest.Address);
        Assert.Equal(Expected("{\"email\":\"Ann@example.com\"}"), digest.Content);
    }

    [Fact]
    public void Address_Long_IsHashedWhole()
    {
        string email = new string('ж', 400) + "@example.com";
        using RowDigester digester = new(Contacts.Key);
        Assert.Equal(Expected(email), digester.Address(email));
        Assert.Equal(Expected("ann@example.com"), digester.Address("ann@example.com"));
    }

    [Fact]
    public void Content_OneByteMore_IsAnother()
    {
        using RowDigester digester = new(Contacts.Key);
        byte[] bytes = [1, 2, 3];
        Assert.NotEqual(digester.Digest("a", new(bytes, 0, 2)).Content, digester.Digest("a", new(bytes, 0, 3)).Content);
        Assert.NotEqual(digester.Digest("a", new(bytes, 0, 2)).Content, digester.Digest("a", new(bytes, 1, 2)).Content);
    }

    private static ulong Expected(string text)
    {
        byte[] keyed = Contacts.Key.Concat(Encoding.UTF8.GetBytes(text)).ToArray();
        return BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(keyed));
    }
}
