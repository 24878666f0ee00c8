using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Moq;

namespace App.Tests.Platform.Http;

public class HeadersMiddlewareTests
{
    [Theory]
    [InlineData("https://programme.example", "max-age=31536000; includeSubDomains", "https")]
    [InlineData("http://localhost:7071", "", "http")]
    public async Task Invoke_TransportSecurity_WhereThePublicAddressHasTls(string address, string header, string scheme)
    {
        var http = new DefaultHttpContext { Request = { Scheme = "http" } };
        var context = new Mock<FunctionContext>();
        context.Setup(it => it.Items).Returns(new Dictionary<object, object> { ["HttpRequestContext"] = http });
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("PublicBaseUrl", address)]).Build();

        await new HeadersMiddleware(new PublicAddress(settings)).Invoke(context.Object, _ => Task.CompletedTask);

        Assert.Equal(header, http.Response.Headers.StrictTransportSecurity.ToString());
        Assert.Equal(scheme, http.Request.Scheme);
    }
}
