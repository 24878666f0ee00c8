namespace Portal.Tests.Browser;

public sealed class HtmlValidatorTests
{
    [Fact]
    public async Task Html_WithAFault_IsFound()
    {
        var pages = new Dictionary<string, string>
        {
            ["right"] = "<!doctype html>\n<html lang=\"en\"><head><title>Right</title></head><body><p>text</p></body></html>",
            ["wrong"] = "<!doctype html>\n<html lang=\"en\"><head><title>Wrong</title></head><body><ul><p>text</p></ul></body></html>",
        };

        var found = Assert.Single(await HtmlValidator.CheckAsync(pages));

        Assert.StartsWith("wrong 2: element-permitted-content", found, StringComparison.Ordinal);
    }
}
