using System.Text;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Http;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Http;

public sealed class AnswerTextTests
{
    [Theory]
    [InlineData("\"plain\"", "plain")]
    [InlineData("\"Zo\u00EB \U0001F600\"", "Zo\u00EB \U0001F600")]
    [InlineData("\"\\ud83d\\ude00\"", "\U0001F600")]
    [InlineData("\"a\\ud83d\"", "a\uFFFD")]
    [InlineData("\"\\uDE00b\"", "\uFFFDb")]
    [InlineData("\"\\ud83d\\ud83d\\ude00\"", "\uFFFD\U0001F600")]
    [InlineData("\"\\\\ud83d\"", "\\ud83d")]
    [InlineData("\"\\\\\\ud83d\"", "\\\uFFFD")]
    [InlineData("\"\\u00e9\"", "\u00e9")]
    public void Mend_ReadsWhatCanBeRead(string json, string text) =>
        Assert.Equal(text, JsonSerializer.Deserialize<string>(AnswerText.Mend(Encoding.UTF8.GetBytes(json))));

    [Theory]
    [InlineData(new byte[] { (byte)'"', (byte)'a', 0xFF, (byte)'b', (byte)'"' }, "a\uFFFDb")]
    [InlineData(new byte[] { (byte)'"', (byte)'J', 0xF6, (byte)'"' }, "J\uFFFD")]
    [InlineData(new byte[] { (byte)'"', 0xC3, (byte)'"' }, "\uFFFD")]
    public void Mend_BytesThatAreNoText_ShowThatSomethingWasThere(byte[] json, string text) =>
        Assert.Equal(text, JsonSerializer.Deserialize<string>(AnswerText.Mend(json)));

    [Fact]
    public void Mend_PlainAnswer_IsNotCopied()
    {
        byte[] body = Encoding.ASCII.GetBytes("{\"a\":\"\\u00e9\"}");
        Assert.Same(body, AnswerText.Mend(body));
    }
}
