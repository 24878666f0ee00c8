using FunctionsApp.Reviews.Appeals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionsApp.Reviews;

public static class ReviewsFeature
{
    public static IHostApplicationBuilder AddReviews(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReviewMetrics>();
        builder.Services.AddSingleton<PostponeReview>();
        builder.Services.AddSingleton<WriteToPartners>();
        builder.Services.AddSingleton<AppealTimes>();
        builder.Services.AddSingleton(CheckAppeal.OfAppeal);
        builder.Services.AddOptions<AppealOptions>().BindConfiguration("Reviews").ValidateDataAnnotations().ValidateOnStart();
        return builder;
    }
}
