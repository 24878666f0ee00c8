using FunctionsApp.Assignments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Approvals;

public static class ApprovalsFeature
{
    public static IHostApplicationBuilder AddApprovals(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Question, ApprovalQuestion>();
        return builder;
    }
}
