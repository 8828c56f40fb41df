using System.Text;
using ActiveCampaign.Bulk.Service.Wire;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Service;

public sealed class ServiceErrorReaderTests
{
    [Theory]
    [InlineData("""{"errors":[{"title":"Duplicate","detail":"","code":"duplicate","source":{"pointer":"/data"}}]}""", "Duplicate")]
    [InlineData("""{"errors":[{"status":403,"title":"Forbidden","detail":"Not allowed."}]}""", "Forbidden Not allowed.")]
    [InlineData("""{"errors":[{"title":"One"},{"detail":"Two"},{"title":"One"}]}""", "One Two")]
    [InlineData("""{"errors":["One",7,{"code":"x"},null]}""", "One")]
    [InlineData("""{"message":"No Result found for Subscriber with id 7"}""", "No Result found for Subscriber with id 7")]
    [InlineData("""{"success":0,"message":"Nope","failureReasons":[]}""", "Nope")]
    [InlineData("""{"errors":"Could not create"}""", "Could not create")]
    [InlineData("""{"message":"Could not process request","error":"Duplicate entry"}""", "Could not process request Duplicate entry")]
    [InlineData("""{"errors":{"a":1},"message":7}""", "")]
    [InlineData("{}", "")]
    [InlineData("[]", "")]
    [InlineData("\"text\"", "")]
    [InlineData("", "")]
    [InlineData("<html><div>Down</div></html>", "")]
    [InlineData("""{"message":"cut""", "")]
    public void Read_Body_IsOneText(string body, string text) => Assert.Equal(text, ServiceErrorReader.Read(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Read_TextInAnotherEncoding_IsPassedOver() =>
        Assert.Equal("Nope", ServiceErrorReader.Read(Encoding.Latin1.GetBytes("""{"message":"é","error":"Nope"}""")));
}
