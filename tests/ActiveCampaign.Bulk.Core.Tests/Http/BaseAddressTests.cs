using System;
using ActiveCampaign.Bulk.Service.Wire;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Http;

public sealed class BaseAddressTests
{
    [Theory]
    [InlineData("https://acme.api-us1.com", "https://acme.api-us1.com/api/3/")]
    [InlineData("https://acme.api-us1.com/", "https://acme.api-us1.com/api/3/")]
    [InlineData("https://acme.api-us1.com/api/3", "https://acme.api-us1.com/api/3/")]
    [InlineData("https://acme.api-us1.com/API/3/", "https://acme.api-us1.com/api/3/")]
    [InlineData("https://acme.api-us1.com:8443/api/3/", "https://acme.api-us1.com:8443/api/3/")]
    [InlineData("https://gateway.example.com/ac/", "https://gateway.example.com/ac/api/3/")]
    [InlineData("https://gateway.example.com/ac/api/3", "https://gateway.example.com/ac/api/3/")]
    [InlineData("https://user:pass@acme.api-us1.com/?token=x#y", "https://acme.api-us1.com/api/3/")]
    [InlineData("http://localhost:5000", "http://localhost:5000/api/3/")]
    [InlineData("http://127.0.0.1:5000/api/3", "http://127.0.0.1:5000/api/3/")]
    [InlineData("http://[::1]:5000", "http://[::1]:5000/api/3/")]
    public void From_GoodAddress_HasThePathOnce(string given, string address) =>
        Assert.Equal(address, ActiveCampaignWire.AddressOf(new Uri(given)).AbsoluteUri);

    [Theory]
    [InlineData("http://acme.api-us1.com")]
    [InlineData("http://127.0.0.1.example.com")]
    [InlineData("ftp://acme.api-us1.com")]
    [InlineData("file:///tmp/x")]
    [InlineData("acme.api-us1.com")]
    public void From_NeitherHttpsNorLoopback_IsHttpsRequired(string given)
    {
        BulkException e = Assert.Throws<BulkException>(() => ActiveCampaignWire.AddressOf(new Uri(given, UriKind.RelativeOrAbsolute)));
        Assert.Equal(BulkError.HttpsRequired, e.Error);
    }
}
