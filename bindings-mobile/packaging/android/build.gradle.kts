plugins {
    id("com.android.library")
    id("org.jetbrains.kotlin.android")
}

android {
    namespace = "crmcore"
    compileSdk = 35
    defaultConfig {
        minSdk = 26 // java.time without desugaring
        consumerProguardFiles("consumer-rules.pro")
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
}

kotlin {
    jvmToolchain(17)
}

dependencies {
    // 5.17 and newer have their own libraries aligned to 16 KB.
    implementation("net.java.dev.jna:jna:5.18.1@aar")
}
