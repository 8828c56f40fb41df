using System;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Validation;

public sealed class EmailRulesTests
{
    [Theory]
    [InlineData("ann@example.com")]
    [InlineData("a@b.co")]
    [InlineData("Ann.Lee+news@Sub.Example.COM")]
    [InlineData("o'brien@example.ie")]
    [InlineData("a/b=c!#$%&*?^_`{|}~-@example.com")]
    [InlineData("анна@пример.рф")]
    [InlineData("a@xn--e1afmkfd.xn--p1ai")]
    [InlineData("a@mail.c0m1")]
    public void FindProblem_GoodAddress_IsNull(string email) => Assert.Null(EmailRules.FindProblem(email));

    [Theory]
    [InlineData("", "no '@'")]
    [InlineData("example.com", "no '@'")]
    [InlineData("@example.com", "before the '@'")]
    [InlineData("a@b@example.com", "more than one '@'")]
    [InlineData("a@@example.com", "more than one '@'")]
    [InlineData("a\"b@example.com", "\"")]
    [InlineData("a(b@example.com", "(")]
    [InlineData("a)b@example.com", ")")]
    [InlineData("a,b@example.com", ",")]
    [InlineData("a:b@example.com", ":")]
    [InlineData("a;b@example.com", ";")]
    [InlineData("a<b@example.com", "<")]
    [InlineData("a>b@example.com", ">")]
    [InlineData("a[b@example.com", "[")]
    [InlineData("a\\b@example.com", "\\")]
    [InlineData("a]b@example.com", "]")]
    [InlineData("a@exam,ple.com", ",")]
    [InlineData("ann lee@example.com", "white space")]
    [InlineData("ann@exam\u00A0ple.com", "white space")]
    [InlineData("ann\t@example.com", "white space")]
    [InlineData("ann\0@example.com", "white space")]
    [InlineData("ann@example.com\u200B", "invisible")]
    [InlineData("\uFEFFann@example.com", "invisible")]
    [InlineData("ann@exam\u00ADple.com", "invisible")]
    [InlineData("ann@example", "no dot")]
    [InlineData("ann.lee@example", "no dot")]
    [InlineData("ann@.com", "no dot")]
    [InlineData("ann@", "no dot")]
    [InlineData("ann@example.c", "two letters")]
    [InlineData("ann@example.c1", "two letters")]
    [InlineData("ann@example.com.", "two letters")]
    [InlineData("ann@192.168.1.10", "two letters")]
    public void FindProblem_BadAddress_SaysWhat(string email, string wrong) =>
        Assert.Contains(wrong, EmailRules.FindProblem(email), StringComparison.Ordinal);
}
